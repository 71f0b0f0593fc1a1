using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>An operator that rows pass.</summary>
/// <param name="Operator">The operator's node: FilterOperator, SummarizeOperator ...</param>
/// <param name="Scope">The names in force there.</param>
/// <param name="Place">Where that is in the query's text; for an operator inside a workspace function, the outermost call.</param>
internal sealed record FlowStep(BoundNode Operator, QueryScope Scope, TextSpan Place);
