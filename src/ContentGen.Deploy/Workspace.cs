using System.Collections.Frozen;
using ContentGen.Core.Content;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Drifting;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy;

/// <summary>One workspace: reads it, plans, applies. Every method may throw <see cref="AzureException"/>, but for single items of a plan.</summary>
public sealed class Workspace
{
    private readonly WorkspaceTarget _target;
    private readonly ConnectionOptions _options;
    private readonly ResourcePaths _paths;
    private readonly AzureClient _client;

    /// <param name="target">Complete and without errors.</param>
    /// <param name="apiVersion">Where the target names none.</param>
    /// <param name="options">How requests travel.</param>
    /// <exception cref="AzureException">There is no identity to use.</exception>
    public Workspace(WorkspaceTarget target, string apiVersion, ConnectionOptions options)
    {
        (_target, _options, Address) = (target, options, WorkspaceAddress.Of(target));
        _paths = new ResourcePaths(Address, target.ApiVersion?.Value ?? apiVersion);
        _client = new AzureClient(new AzureWire(AzureConnection.Open(target.Cloud, options), target.Cloud.Endpoint, options), options);
    }

    public WorkspaceAddress Address { get; }

    private DateTimeOffset Now => _options.Clock.GetUtcNow();

    /// <summary>Refuses a plan that is for another workspace, or that the content could not have led to: see <see cref="PlanOrigin"/>.</summary>
    /// <exception cref="PlanException">It is refused.</exception>
    public void RequireOrigin(Plan plan, DesiredContent content)
    {
        RequireSame(plan);
        if (new PlanOrigin(plan, Request(content, FrozenSet<string>.Empty)).Fault() is { } fault)
        {
            throw new PlanException(fault);
        }
    }

    /// <summary>What would have to be done for the workspace to be as the content wants it.</summary>
    public async Task<Plan> PlanAsync(DesiredContent content, DeploymentStore store, CancellationToken cancellation)
    {
        var state = await ReadAsync(content, cancellation).ConfigureAwait(false);
        return new Planner(Request(content, store.Deferred(Now)), state).Create();
    }

    /// <summary>A plan that puts our mark on resources that are there and not ours, as they are.</summary>
    /// <param name="content">Whose project takes over.</param>
    /// <param name="ids">Which; none: all that the content has.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<Plan> PlanAdoptionAsync(DesiredContent content, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var state = await ReadAsync(content.Resources.Select(r => r.Kind), false, cancellation).ConfigureAwait(false);
        return new AdoptionPlanner(Address, _paths, content, state, Now).Create(ids);
    }

    /// <summary>A plan that undoes what a journal tells.</summary>
    /// <exception cref="PlanException">The journal is another workspace's.</exception>
    public async Task<Plan> PlanRollbackAsync(JournalRecord record, CancellationToken cancellation)
    {
        RequireSame(record.Plan);
        var state = await ReadAsync(record.Plan.Items.Select(i => i.Kind), false, cancellation).ConfigureAwait(false);
        return new RollbackPlanner(Address, record, state, Now).Create();
    }

    public async Task<DriftReport> FindDriftAsync(DesiredContent content, DeploymentStore store, CancellationToken cancellation)
    {
        var state = await ReadAsync(content.Resources.Select(r => r.Kind), false, cancellation).ConfigureAwait(false);
        return await DriftAsync(content, store, state, cancellation).ConfigureAwait(false);
    }

    /// <summary>Both at once, from one reading of the workspace.</summary>
    public async Task<(Plan Plan, DriftReport Drift)> FindStatusAsync(DesiredContent content, DeploymentStore store, CancellationToken cancellation)
    {
        var state = await ReadAsync(content, cancellation).ConfigureAwait(false);
        return (new Planner(Request(content, store.Deferred(Now)), state).Create(), await DriftAsync(content, store, state, cancellation).ConfigureAwait(false));
    }

    private async Task<DriftReport> DriftAsync(DesiredContent content, DeploymentStore store, WorkspaceState state, CancellationToken cancellation)
    {
        state = await new WatchlistItems(_client, _paths).LookAsync(state, content.Project, cancellation).ConfigureAwait(false);
        return new DriftReport(Address.Name, [.. new DriftFinder(content, state, store.Deployed()).Find()], state.Notes);
    }

    private Task<WorkspaceState> ReadAsync(DesiredContent content, CancellationToken cancellation) =>
        ReadAsync(content.Resources.Select(r => r.Kind), content.Resources.Any(r => !r.Mentioned.IsEmpty), cancellation);

    /// <summary>Applies exactly this plan, writing a new journal.</summary>
    /// <param name="plan">For this workspace.</param>
    /// <param name="journalPath">A file that is not there yet.</param>
    /// <param name="progress">Told of every item, from several threads.</param>
    /// <param name="cancellation">Stops it; the journal tells how far it came.</param>
    /// <exception cref="PlanException">The plan is another workspace's.</exception>
    public async Task<Applied> ApplyAsync(Plan plan, string journalPath, Action<ItemResult> progress, CancellationToken cancellation)
    {
        RequireSame(plan);
        using var journal = Journal.Start(journalPath, plan, Now);
        return await ApplyAsync(plan, journal, FrozenSet<string>.Empty, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Applies this plan by template deployments of Resource Manager. They know no etags: what moves while one runs is overwritten.</summary>
    /// <inheritdoc cref="ApplyAsync(Plan, string, Action{ItemResult}, CancellationToken)"/>
    public Task<Applied> ApplyAsTemplateAsync(Plan plan, string journalPath, Action<ItemResult> progress, CancellationToken cancellation) =>
        ApplyAsync(plan, null, journalPath, progress, cancellation);

    /// <summary>Applies this plan by the deployment stack of its project, which then lists all of the content that is in the workspace.</summary>
    /// <param name="plan">For this workspace.</param>
    /// <param name="content">What the plan was made of: a stack has to be given what stays, too.</param>
    /// <param name="journalPath">A file that is not there yet.</param>
    /// <param name="progress">Told of every item.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PlanException">The plan is another workspace's, or of other content.</exception>
    public Task<Applied> ApplyAsStackAsync(Plan plan, DesiredContent content, string journalPath, Action<ItemResult> progress, CancellationToken cancellation)
    {
        RequireOrigin(plan, content);
        return ApplyAsync(plan, content, journalPath, progress, cancellation);
    }

    private async Task<Applied> ApplyAsync(Plan plan, DesiredContent? stack, string journalPath, Action<ItemResult> progress, CancellationToken cancellation)
    {
        RequireSame(plan);
        using var journal = Journal.Start(journalPath, plan, Now);
        var paths = _paths with { ApiVersion = plan.ApiVersion };
        var writer = new ItemWriter(_client, paths, new WatchlistItems(_client, paths), journal, _options);
        return await new TemplateDeployment(_client, paths, writer, Verification(paths, writer, journal), journal, _options.Clock).ApplyAsync(plan, stack, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Goes on with the plan of a journal where its run stopped.</summary>
    /// <exception cref="PlanException">The journal is another workspace's.</exception>
    public async Task<Applied> ResumeAsync(JournalRecord record, string journalPath, Action<ItemResult> progress, CancellationToken cancellation)
    {
        RequireSame(record.Plan);
        using var journal = Journal.Continue(journalPath, record);
        var open = record.Open.Select(i => i.Key).ToHashSet(StringComparer.Ordinal);
        return await ApplyAsync(record.Plan, journal, record.Plan.Items.Select(i => i.Key).Where(k => !open.Contains(k)).ToFrozenSet(StringComparer.Ordinal), progress, cancellation)
            .ConfigureAwait(false);
    }

    private Task<Applied> ApplyAsync(Plan plan, Journal journal, FrozenSet<string> done, Action<ItemResult> progress, CancellationToken cancellation)
    {
        var paths = _paths with { ApiVersion = plan.ApiVersion };
        var writer = new ItemWriter(_client, paths, new WatchlistItems(_client, paths), journal, _options);
        return new Deployment(writer, Verification(paths, writer, journal), journal, _options.Clock, progress).ApplyAsync(plan, done, cancellation);
    }

    private Verification Verification(ResourcePaths paths, ItemWriter writer, Journal journal) => new(new WorkspaceReader(_client, paths), writer, journal, _options);

    private PlanRequest Request(DesiredContent content, FrozenSet<string> deferred) =>
        new(Address, _paths.ApiVersion, content, _target.Prune, _target.MissingTables, deferred, Now);

    private Task<WorkspaceState> ReadAsync(IEnumerable<ResourceKind> kinds, bool withTables, CancellationToken cancellation) =>
        new WorkspaceReader(_client, _paths).ReadAsync([.. kinds.Distinct()], withTables, cancellation);

    private void RequireSame(Plan plan)
    {
        if (!plan.IsFor(Address))
        {
            throw new PlanException($"it is for another workspace: {plan.WorkspaceId} at {plan.Endpoint}, not {Address.Id} at {Address.Endpoint.GetLeftPart(UriPartial.Authority)}");
        }
    }
}
