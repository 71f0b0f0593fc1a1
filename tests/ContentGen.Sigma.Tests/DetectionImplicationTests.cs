using ContentGen.Sigma.Conversion;

namespace ContentGen.Sigma.Tests;

/// <summary>Which detections hold another one's events: a yes must be certain.</summary>
public sealed class DetectionImplicationTests
{
    [TestCase("", "a.b", "contains", ".b", true)]
    [TestCase("", "A.b", "contains", "a.B", true)]
    [TestCase("", "a", "contains|cased", "a", false)]
    [TestCase("cased", "a", "contains|cased", "a", true)]
    [TestCase("cased", "a", "contains", "A", true)]
    [TestCase("startswith", "ab", "startswith", "a", true)]
    [TestCase("startswith", "a", "startswith", "ab", false)]
    [TestCase("contains", "ab", "startswith", "ab", false)]
    [TestCase("endswith", "ab", "endswith", "b", true)]
    [TestCase("endswith", "ab", "", "ab", false)]
    [TestCase("re", "a.c", "contains", "a", false)]
    [TestCase("re", "a", "re", "a", true)]
    [TestCase("re", "a", "re|i", "a", false)]
    public void One_test_implies_another(string narrow, string value, string wide, string other, bool expected)
    {
        SigmaValue Value(string modifiers, string text) => modifiers.StartsWith("re", StringComparison.Ordinal) ? SigmaValue.Raw(text) : SigmaValue.Literal(text);
        var one = new FieldDetection("F", narrow, [Value(narrow, value)]);
        var two = new FieldDetection("F", wide, [Value(wide, other)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DetectionImplication.Holds(one, two), Is.EqualTo(expected));
            Assert.That(DetectionImplication.Holds(one, two with { Field = "G" }), Is.False);
            Assert.That(DetectionImplication.Holds(new NotDetection(two), new NotDetection(one)), Is.EqualTo(expected));
        }
    }

    [Test]
    public void What_excludes_each_other_counts()
    {
        var (two, three, user) = (Number("2"), Number("3"), new FieldDetection("User", "", [SigmaValue.Literal("u")]));
        var both = new FieldDetection("LogonType", "", [SigmaValue.Number("2"), SigmaValue.Number("3")]);
        using (Assert.EnterMultipleScope())
        {
            // 2 or 3, less (u and not 3), is within 2 or 3, less (u and 2); and the other way round.
            Detection one = new AllDetection([both, new NotDetection(new AllDetection([user, new NotDetection(three)]))]);
            Detection other = new AllDetection([new AnyDetection([two, three]), new NotDetection(new AllDetection([user, two]))]);
            Assert.That(DetectionImplication.Holds(one, other) && DetectionImplication.Holds(other, one));
            Assert.That(DetectionImplication.Holds(two, both));
            Assert.That(DetectionImplication.Holds(both, two), Is.False);
        }

        static FieldDetection Number(string number) => new("LogonType", "", [SigmaValue.Number(number)]);
    }
}
