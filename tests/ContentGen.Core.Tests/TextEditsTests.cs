using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Core.Tests;

public sealed class TextEditsTests
{
    [Test]
    public void Edits_are_made_in_the_order_of_the_text() =>
        Assert.That(TextEdits.TryApply("abcdef", [Edit(4, 2, "Y"), Edit(0, 1, "X"), Edit(2, 0, "+")]), Is.EqualTo("Xb+cdY"));

    [Test]
    public void Edits_that_touch_do_not_collide() =>
        Assert.That(TextEdits.TryApply("abcd", [Edit(0, 2, "X"), Edit(2, 2, "Y")]), Is.EqualTo("XY"));

    [Test]
    public void Same_edit_twice_is_made_once() => Assert.That(TextEdits.TryApply("ab", [Edit(0, 1, "X"), Edit(0, 1, "X")]), Is.EqualTo("Xb"));

    [TestCase(0, 3, 2, 2)]
    [TestCase(1, 0, 1, 0)]
    [TestCase(0, 4, 1, 1)]
    [TestCase(0, 9, 9, 1)]
    [TestCase(-1, 1, 3, 1)]
    public void Overlap_or_a_place_outside_of_the_text_is_refused(int start, int length, int secondStart, int secondLength) =>
        Assert.That(TextEdits.TryApply("abcdef", [Edit(start, length, "X"), Edit(secondStart, secondLength, "Y")]), Is.Null);

    [Test]
    public void Fix_that_collides_is_left_whole()
    {
        var first = new CodeFix("first", [Edit(0, 2, "X")]);
        var second = new CodeFix("second", [Edit(1, 2, "Y"), Edit(4, 1, "Z")]);
        var third = new CodeFix("third", [Edit(4, 1, "Q")]);
        Assert.That(TextEdits.Compatible([first, second, third]), Is.EqualTo(new[] { first, third }));
    }

    private static TextEdit Edit(int start, int length, string text) => new(new TextSpan(start, length), text);
}
