using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Core.Text;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma.Conversion;

/// <summary>Thresholds on groups as correlations: counts of events and of values, and kinds of events that come together.</summary>
internal sealed class CorrelationBuilder
{
    private readonly Grouping _grouping;
    private readonly IReadOnlyList<ConvertedBranch> _branches;
    private readonly ImmutableArray<string> _rules;
    private readonly SigmaMetadata _metadata;
    private readonly Func<TextSpan, string> _textOf;
    private readonly List<LeafReport> _leaves;
    private readonly List<LeafReport> _keyLeaves = [];
    private readonly ImmutableArray<string> _groupBy;
    private readonly ImmutableArray<(string, ImmutableArray<(string, string)>)> _aliases;
    private readonly string _timespan;
    private readonly Relation _window;

    public CorrelationBuilder(
        Grouping grouping, IReadOnlyList<ConvertedBranch> branches, ImmutableArray<string> rules, SigmaMetadata metadata, Func<TextSpan, string> textOf, List<LeafReport> leaves)
    {
        (_grouping, _branches, _rules, _metadata, _textOf, _leaves) = (grouping, branches, rules, metadata, textOf, leaves);
        (_groupBy, _aliases) = Keys();
        (_timespan, _window) = Window();
    }

    /// <summary>The correlations; several conditions at once end in one that asks for all of them. None when no threshold can be told.</summary>
    public ImmutableArray<CorrelationDocument> Build(Func<string, (string Id, string Name)> identify)
    {
        var documents = ImmutableArray.CreateBuilder<CorrelationDocument>();
        var before = _leaves.Count;
        if (_grouping.JoinedAt is { } at)
        {
            Add(Joined(at), _grouping.Span, at == 1 && _branches.Count == 2 ? _window : Relation.Approximate);
        }

        foreach (var threshold in _grouping.Thresholds)
        {
            if (IsTrivial(threshold))
            {
                continue;
            }

            var (document, relation) = Threshold(threshold);
            if (document is null)
            {
                Drop(threshold.Span, Reasons.Aggregate, threshold.Operator is "gt" or "gte" ? Relation.Widened : Relation.Approximate);
            }
            else
            {
                Add(document, threshold.Span, relation);
            }
        }

        foreach (var (reason, span) in _grouping.Dropped)
        {
            Drop(span, reason, Relation.Widened);
        }

        if (documents.Count > 0)
        {
            _leaves.InsertRange(before, _keyLeaves);
        }

        if (documents.Count > 1)
        {
            var (id, name) = identify("all");
            documents.Add(Document("temporal", [.. documents.Select(d => d.Name)]) with { Id = id, Name = name, Level = _metadata.Level, Aliases = [] });
        }

        return documents.ToImmutable();

        void Add(CorrelationDocument document, TextSpan span, Relation relation)
        {
            var (id, name) = identify(documents.Count.ToString(CultureInfo.InvariantCulture));
            documents.Add(document with { Id = id, Name = name });
            _leaves.Add(new LeafReport(span, _textOf(span), Relations.Word(relation), relation, _grouping.Bin is null && LookBack() is null ? Reasons.NoWindow : Reasons.BinnedWindow, $"correlation {document.Type}", -1));
        }
    }

    // Every group has one event.
    private static bool IsTrivial(Threshold threshold) => threshold.Kind == AggregateKind.Count
        && (threshold is { Operator: "gt", Count: <= 0 } or { Operator: "gte", Count: <= 1 } or { Operator: "neq", Count: 0 });

    private CorrelationDocument Joined(int at)
    {
        var isPair = at == 1 && _branches.Count == 2;
        return Document(_grouping.First is null ? "temporal" : "temporal_ordered", _grouping.First == JoinSide.Right ? [.. _rules.Skip(at), .. _rules.Take(at)] : _rules) with { Condition = isPair ? null : ("gte", 2, null) };
    }

    private (CorrelationDocument? Document, Relation Relation) Threshold(Threshold threshold)
    {
        var relation = threshold.Operator is "gt" or "gte" ? _window : Relation.Approximate;
        switch (threshold.Kind)
        {
            case AggregateKind.Count:
                return (Document("event_count", _rules) with { Condition = (threshold.Operator, threshold.Count, null) }, relation);
            case AggregateKind.Distinct when Counted(threshold) is var (field, finer):
                if (!_branches.All(b => GivenValues.IsGiven(b.Branch, threshold.Arguments[b.Index])))
                {
                    var effect = threshold.Operator is "gt" or "gte" ? Relation.Narrowed : Relation.Approximate;
                    _keyLeaves.Add(new LeafReport(threshold.Span, _textOf(threshold.Span), Relations.Word(effect), effect, Reasons.EmptyCounted, field, -1));
                }

                // Of values that differ more there are more.
                return (Document("value_count", _rules) with { Condition = (threshold.Operator, threshold.Count, field) }, Relations.Fold(relation, Relations.Negate(finer)));
            case AggregateKind.Distinct when _branches.Count > 1 && threshold.Operator is "gt" or "gte":
                // What is counted tells the branches apart: as many different rules must have matched.
                var needed = threshold.Operator == "gt" ? threshold.Count + 1 : threshold.Count;
                var constants = _branches.Select(b => threshold.Arguments[b.Index]).ToList();
                var isOneEach = constants.TrueForAll(c => c is ConstantValue) && constants.Distinct().Count() == constants.Count;
                return needed > _branches.Count ? (null, relation)
                    : (Document("temporal", _rules) with { Condition = needed == _branches.Count ? null : ("gte", needed, null) }, isOneEach ? relation : Relation.Approximate);
            case AggregateKind.Sum or AggregateKind.Average when Counted(threshold) is var (value, _):
                return (Document(threshold.Kind == AggregateKind.Sum ? "value_sum" : "value_avg", _rules) with { Condition = (threshold.Operator, threshold.Count, value) }, Relation.Approximate);
            default:
                return (null, relation);
        }
    }

    private (string Field, Relation Finer)? Counted(Threshold threshold) =>
        GroupFields.Find(threshold.Arguments, _branches) is [var only] && only.Fields.Distinct(StringComparer.Ordinal).ToList() is [var field] ? (field, only.Relation) : null;

    private CorrelationDocument Document(string type, ImmutableArray<string> rules) =>
        new(_metadata.Title, "", "", _metadata.Level, type, rules, _groupBy, _timespan) { Aliases = _aliases };

    private void Drop(TextSpan span, string reason, Relation effect) => _leaves.Add(new LeafReport(span, _textOf(span), "dropped", effect, reason, null, -1));

    private (ImmutableArray<string> GroupBy, ImmutableArray<(string, ImmutableArray<(string, string)>)> Aliases) Keys()
    {
        var groupBy = ImmutableArray.CreateBuilder<string>();
        var aliases = ImmutableArray.CreateBuilder<(string, ImmutableArray<(string, string)>)>();
        // Where more events can only help, coarser groups find more and finer ones fewer.
        var isMonotone = _grouping.Thresholds.All(t => t.Operator is "gt" or "gte");
        foreach (var key in _grouping.Keys)
        {
            var found = GroupFields.Find([.. key.Values], _branches);
            if (found.IsEmpty)
            {
                var isConstant = _branches.Count == 1 && key.Values[_branches[0].Index] is ConstantValue;
                if (!isConstant)
                {
                    _keyLeaves.Add(new LeafReport(_grouping.Span, key.Name, "dropped", isMonotone ? Relation.Widened : Relation.Approximate, Reasons.GroupKey, null, -1));
                }

                continue;
            }

            foreach (var (fields, finer) in found)
            {
                if (finer != Relation.Exact)
                {
                    var relation = isMonotone ? finer : Relation.Approximate;
                    _keyLeaves.Add(new LeafReport(_grouping.Span, key.Name, Relations.Word(relation), relation, Reasons.GroupKey, fields[0], -1));
                }

                if (fields.Distinct(StringComparer.Ordinal).Count() == 1)
                {
                    groupBy.Add(fields[0]);
                    continue;
                }

                var alias = string.Concat(key.Name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
                groupBy.Add(alias);
                aliases.Add((alias, [.. _rules.Zip(fields)]));
            }
        }

        return ([.. groupBy.Distinct(StringComparer.Ordinal)], aliases.ToImmutable());
    }

    // What the query looks back itself, where every branch says so; the rule's period can only be shorter.
    private TimeSpan? LookBack()
    {
        var each = _branches.Select(b => b.Branch.Parts.OfType<OpaqueCondition>().Select(o => o.Since).OfType<TimeSpan>().Cast<TimeSpan?>().Min()).ToList();
        var own = each.Contains(null) ? null : each.Max();
        return own is null || _metadata.Window is null ? own ?? _metadata.Window : own < _metadata.Window ? own : _metadata.Window;
    }

    // A sliding window of some length holds every bin and every look-back of that length.
    private (string, Relation) Window()
    {
        var given = _grouping.Bin ?? LookBack();
        var time = given is { TotalSeconds: >= 1 } known ? known : TimeSpan.FromDays(1);
        var seconds = (long)Math.Ceiling(time.TotalSeconds);
        var text = (seconds % 86400, seconds % 3600, seconds % 60) switch
        {
            (0, _, _) => $"{seconds / 86400}d",
            (_, 0, _) => $"{seconds / 3600}h",
            (_, _, 0) => $"{seconds / 60}m",
            _ => $"{seconds}s",
        };
        return (text, given is null ? Relation.Narrowed : Relation.Widened);
    }
}
