using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Sample;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Channels;

/// <summary>A process that a company has published of its own, entered as YAML, and walked by a rep in Slack and in Teams. On the page: see the browser's walk.</summary>
public sealed class GitLabWalkTests
{
    [OnGitLab]
    public void Their_words_become_a_process_that_can_be_published()
    {
        var reading = StageBookYaml.Read(GitLabProcess.Yaml(), idsMayBeMissing: true);
        Assert.Empty(reading.Problems);
        Assert.Equal(GitLabProcess.Stages().Select(s => s.Name), reading.Book!.Stages.Select(s => s.Name));
        Assert.DoesNotContain(StageBookRules.Check(reading.Book), p => !p.IsWarning);
        Assert.Equal(reading.Book.Stages.SelectMany(s => s.Exit).Count(), reading.Book.Stages.SelectMany(s => s.Exit).Select(c => c.Id).Distinct().Count());
    }

    [OnGitLab]
    public async Task A_rep_walks_it_to_the_win_in_Slack()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite);
        await EnterAsync(house);
        await Tour.Parse(ToTheWin("Zenith")).RunAsync(await house.InSlackAsync("Maya Chen"));
        await WonAsync(house);
        Assert.Empty(house.Slack.OurBugs);
    }

    [OnGitLab]
    public async Task A_rep_walks_it_to_the_win_in_Teams()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite);
        await house.JoinAsync();
        await EnterAsync(house);
        await Tour.Parse(ToTheWin("Zenith").Replace("type /coach ", "type ", StringComparison.Ordinal)).RunAsync(await house.InTeamsAsync("Maya Chen"));
        await WonAsync(house);
        Assert.Empty(house.Teams.OurBugs);
    }

    /// <summary>The walk through all of its stages.</summary>
    public static string ToTheWin(string deal) => string.Join('\n', GitLabProcess.Stages().Select((_, i) => Walk(deal, i)));

    /// <summary>The walk through one of its stages, as a person does it: a note for each criterion, then on; from the last one, the win.</summary>
    private static string Walk(string deal, int stage)
    {
        var (stages, lines) = (GitLabProcess.Stages(), new List<string> { $"type /coach {deal}", "press Walk it" });
        foreach (var (i, text) in stages[stage].Exit.Index())
            lines.AddRange([$"expect {text[..Math.Min(40, text.Length)]}", "press Write a note", $"fill What they said or did = Dana Lee told us on 23 November, point {stage + 1}.{i + 1} of the call", "submit"]);
        lines.AddRange(stage == stages.Count - 1
            ? ["expect the win can be recorded", "press Record the win", "fill Why did they buy = They wanted it running before the new year", "submit", "expect Won. Well earned."]
            : [$"expect Ready to advance to {stages[stage + 1].Name}", $"press Advance to {stages[stage + 1].Name}", $"expect {stages[stage + 1].Name} ({stage + 2} of {stages.Count})"]);
        return string.Join('\n', lines);
    }

    /// <summary>It went through every stage by the gate, one after the other.</summary>
    private static async Task WonAsync(BothHouse house)
    {
        var (deal, moves) = await house.ReadAsync(async db =>
        {
            var won = await db.Deals.AsNoTracking().SingleAsync(d => d.Name == "Zenith rollout");
            return (won, await db.DealEvents.AsNoTracking().Where(e => e.DealId == won.Id && (e.Kind == DealEventKind.Advanced || e.Kind == DealEventKind.Won)).OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync());
        });
        Assert.Equal(DealStatus.Won, deal.Status);
        Assert.Equal([.. Enumerable.Repeat(DealEventKind.Advanced, GitLabProcess.Stages().Count - 1), DealEventKind.Won], moves);
    }

    /// <summary>Read from YAML, published for a segment of its own, and a deal of that segment for Maya.</summary>
    private static async Task EnterAsync(BothHouse house)
    {
        await using var scope = house.Host.App.Services.CreateAsyncScope();
        var (services, now) = (scope.ServiceProvider, house.Host.Clock.Now);
        var db = services.GetRequiredService<BotCoachDb>();
        db.Scope.Enter(SamplePipeline.WorkspaceId);
        var book = StageBookYaml.Read(GitLabProcess.Yaml(), idsMayBeMissing: true).Book!;
        var draft = await services.GetRequiredService<Drafts>().BeginAsync(GitLabProcess.Name, book, null, now);
        Assert.Empty(await services.GetRequiredService<Releases>().PublishAsync(draft, new Actor(null, Role.Admin, "host", By.Import), now));
        var maya = await db.People.SingleAsync(p => p.Name == "Maya Chen" && p.MergedInto == null);
        services.GetRequiredService<DealLedger>().Add(new Deal
        {
            WorkspaceId = SamplePipeline.WorkspaceId, Id = Guid.CreateVersion7(now), Source = "chat", Name = "Zenith rollout", Account = "Zenith", OwnerId = maya.Id, Currency = "USD", Segment = GitLabProcess.Segment,
            ProcessId = draft.ProcessId, ProcessVersion = draft.Number, StageId = book.Stages[0].Id, StageEnteredAt = now, CreatedAt = now,
        }, new Actor(maya.Id, Role.Rep, "slack", By.Click), now);
        await db.SaveChangesAsync();
    }
}

/// <summary>Runs where GitLab's stages lie beside the project.</summary>
public sealed class OnGitLabAttribute : FactAttribute
{
    public OnGitLabAttribute() => Skip = GitLabProcess.Missing;
}
