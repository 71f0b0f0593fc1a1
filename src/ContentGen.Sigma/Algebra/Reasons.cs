namespace ContentGen.Sigma.Algebra;

/// <summary>Why a leaf is not exact, or is exact though it looks different: codes that the fidelity reports carry.</summary>
internal static class Reasons
{
    public const string TermMatch = "term-match";
    public const string TermRegex = "term-regex";
    public const string CaseFolded = "case-folded";
    public const string NonAsciiCase = "non-ascii-case";
    public const string BaseName = "base-name";
    public const string SeparatorInBaseName = "separator-in-base-name";
    public const string DomainAndName = "domain-and-name";
    public const string ParsedText = "parsed-text";
    public const string FieldDiffers = "field-differs";
    public const string RegistryPath = "registry-path";
    public const string RegistryHive = "registry-hive";
    public const string StarInKey = "star-in-registry-key";
    public const string HashList = "hash-list";
    public const string NullIsEmpty = "null-or-empty";
    public const string NullCompared = "null-compared";
    public const string NetworkOfOther = "network-of-other-family";
    public const string RegexDialect = "regex-dialect";
    public const string ImpliedByLogSource = "implied-by-log-source";
    public const string LogSourceNarrower = "log-source-narrower";
    public const string LogSourceWider = "log-source-wider";
    public const string EnumeratedValue = "enumerated-value";
    public const string NoField = "no-field";
    public const string NoLogSource = "no-log-source";
    public const string TimeWindow = "time-window";
    public const string Computed = "computed-value";
    public const string SubstringOf = "part-of-a-value";
    public const string ChoiceOrder = "choice-order";
    public const string OtherRows = "other-rows";
    public const string OtherData = "other-data";
    public const string RowLimit = "row-limit";
    public const string Watchlist = "watchlist";
    public const string Operator = "operator";
    public const string Aggregate = "aggregate";
    public const string BinnedWindow = "binned-window";
    public const string NoWindow = "no-window";
    public const string GroupKey = "group-key";
    public const string EmptyCounted = "empty-text-counted";
    public const string CountsRules = "counts-rules";
    public const string BranchLost = "branch-lost";
    public const string OneRulePerKind = "one-rule-per-kind";
    public const string NothingLeft = "nothing-left";
    public const string MatchesAll = "matches-every-event";
    public const string MatchesNone = "matches-no-event";
    public const string FilterWider = "filter-would-hide-more";
    public const string QueryError = "query-error";
    public const string NotAnalysed = "not-analysed";
    public const string TooComplex = "too-complex";
    public const string JoinFanOut = "several-rows-per-event";
}
