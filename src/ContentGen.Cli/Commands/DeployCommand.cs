using System.CommandLine;
using ContentGen.Cli.Running;
using ContentGen.Cli.Workspaces;
using ContentGen.Core.Binding;
using ContentGen.Core.Time;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Reporting;

namespace ContentGen.Cli.Commands;

/// <summary>deploy: applies a plan, its own or one from a file, exactly; or goes on with one that was interrupted.</summary>
internal static class DeployCommand
{
    // Clocks of two machines differ by so much.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var options = new WorkspaceOptions();
        var plan = new Option<string?>("--plan") { Description = "Apply exactly this plan.", HelpName = "FILE" };
        var age = new Option<string>("--max-age") { Description = "The oldest plan that is applied. Default: 1d.", HelpName = "DURATION", DefaultValueFactory = _ => "1d" };
        var mode = CommonOptions.Words(
            "--mode", "How it is written: each item by itself, by template deployments of Resource Manager, or by a deployment stack. Default: rest.",
            ("rest", DeploymentMode.Rest), ("template", DeploymentMode.Template), ("stack", DeploymentMode.Stack));
        var resume = new Option<bool>("--resume") { Description = "Go on where the last deployment of the workspace stopped." };
        var command = new Command("deploy", "Apply a plan to workspaces.")
        {
            options.Workspace, options.All, plan, age, mode, resume, options.Yes, options.Output, options.State, common.NoCache,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.GetValue(options.Output);
            if (parsed.GetValue(plan) is { } path)
            {
                return parsed.GetValue(resume) || parsed.GetValue(options.All)
                    ? throw new UsageException("--plan goes with neither --resume nor --all")
                    : await FromFileAsync(parsed, common, options, path, MaxAge(parsed.GetValue(age)!), parsed.GetValue(mode), terminal, cancellation).ConfigureAwait(false);
            }

            var resumes = parsed.GetValue(resume);
            var session = await Session.OpenAsync(parsed, common, options, compiles: !resumes, cancellation).ConfigureAwait(false);
            return await RingRun.RunAsync(session, terminal, (file, c) => resumes
                ? ResumeAsync(session, file, output, terminal, c)
                : PlanAndApplyAsync(session, file, parsed.GetValue(options.Yes), parsed.GetValue(mode), output, terminal, c), cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> PlanAndApplyAsync(Session session, WorkspaceFile file, bool yes, DeploymentMode mode, string? output, Terminal terminal, CancellationToken cancellation)
    {
        if (await PlanCommand.PlanAsync(session, file, terminal, cancellation).ConfigureAwait(false) is not { } plan)
        {
            return ExitCodes.Findings;
        }

        terminal.Print(PlanText.Print(plan));
        if (plan.HasWork && !Question.Ask($"Apply this to {plan.Workspace}?", yes, terminal))
        {
            terminal.Note($"{plan.Workspace}: nothing was done");
            return ExitCodes.Findings;
        }

        return await Applier.ApplyAsync(session, file.Target!, plan, output, terminal, cancellation, mode).ConfigureAwait(false);
    }

    private static async Task<int> ResumeAsync(Session session, WorkspaceFile file, string? output, Terminal terminal, CancellationToken cancellation)
    {
        if (file.HasErrors)
        {
            Session.Report(file.Diagnostics, terminal);
            return ExitCodes.Findings;
        }

        if (session.StoreOf(file.Target!).LatestJournal() is { } journal)
        {
            return await Applier.ResumeAsync(session, file.Target!, journal, output, terminal, cancellation).ConfigureAwait(false);
        }

        terminal.Note($"{file.Target!.Name.Value}: there is no journal of a deployment; nothing to resume");
        return ExitCodes.Clean;
    }

    private static async Task<int> FromFileAsync(
        ParseResult parsed, CommonOptions common, WorkspaceOptions options, string path, TimeSpan maxAge, DeploymentMode mode, Terminal terminal, CancellationToken cancellation)
    {
        return await WorkspaceFailure.GuardAsync(path, terminal, async () =>
        {
            var (plan, isSigned) = Read(path);
            var age = TimeProvider.System.GetUtcNow() - plan.Created;
            if (age > maxAge || age < -ClockSkew)
            {
                throw new PlanException(age > maxAge ? $"it is too old: made {plan.Created:u}; --max-age says how old a plan may be" : $"it is from the future: {plan.Created:u}");
            }

            var root = parsed.GetValue(options.Workspace) is [var named, ..] ? named : plan.Workspace;
            if (root != plan.Workspace)
            {
                throw new PlanException($"it is for the workspace '{plan.Workspace}', not for '{root}'");
            }

            // A plan with our signature stands for itself; any other has to follow from the content that is here.
            var needsContent = !isSigned || mode == DeploymentMode.Stack;
            var session = !needsContent
                ? Session.OpenNamed(parsed, common, options, plan.Workspace)
                : await Session.OpenAsync(parsed, common, options, compiles: true, cancellation, plan.Workspace).ConfigureAwait(false);
            var file = session.Targets[0];
            if ((!needsContent ? file.HasErrors ? file.Diagnostics : [] : session.Errors(file)) is { IsEmpty: false } errors)
            {
                Session.Report(errors, terminal);
                return ExitCodes.Findings;
            }

            if (!isSigned)
            {
                Session.Connect(file.Target!).RequireOrigin(plan, session.ContentFor(file.Target!));
            }

            return await Applier.ApplyAsync(session, file.Target!, plan, parsed.GetValue(options.Output), terminal, cancellation, mode).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static (Plan Plan, bool IsSigned) Read(string path)
    {
        var info = new FileInfo(path);
        var (key, isRequired) = PlanKeys.Find();
        var read = !info.Exists ? throw new UsageException($"there is no plan '{path}'")
            : info.Length > PlanFile.LargestFile ? throw new PlanException("it is too large for a plan")
            : PlanFile.Read(File.ReadAllText(path), key);
        return isRequired && !read.IsSigned ? throw new PlanException("it is not signed with the key of CONTENTGEN_PLAN_KEY") : read;
    }

    private static TimeSpan MaxAge(string text) =>
        RuleDuration.TryParse(text) ?? throw new UsageException($"--max-age: '{text}' is no duration such as 8h or 1d");
}
