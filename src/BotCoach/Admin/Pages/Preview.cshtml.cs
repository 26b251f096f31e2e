using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Rollout;
using BotCoach.Stages;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>What the draft would do to the open deals, and the two ways to let it: to everyone, or to some teams first.</summary>
public sealed class PreviewModel(Drafts drafts, DraftDesk desk, Releases releases, Rollout.Preview preview, PreviewDesk previews, SalesTeams teams, PeopleNames names, Outbox outbox) : DraftPage(desk)
{
    public const int MostDeals = 100;
    public const string TeamsField = "teams";

    public IReadOnlyList<StageBookProblem> Problems { get; private set; } = [];
    public IReadOnlyList<BookChange> Changes { get; private set; } = [];

    /// <summary>Nothing of the process is published yet.</summary>
    public bool IsNew { get; private set; }

    public Impact? Impact { get; private set; }

    /// <summary>So many open deals would be gone through: too many while somebody waits for a page. 0: the preview is here.</summary>
    public int Later { get; private set; }
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public IReadOnlyList<string> Teams { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid process) => await ReadAsync(process) ? await ShowAsync() : NotFound();

    public Task<IActionResult> OnPostPublishAsync(Guid process, long revision) => ReleaseAsync(process, revision, async () =>
        (await releases.PublishAsync(Open.Draft, Visitor.Actor, Visitor.Now), RolloutMessage.Published(Open.Process, Open.Draft, await releases.FollowersAsync(process))));

    public async Task<IActionResult> OnPostPilotAsync(Guid process, long revision, string[] teams)
    {
        if (teams.Length > 0) return await ReleaseAsync(process, revision, async () => (await releases.PilotAsync(Open.Draft, teams, Visitor.Actor, Visitor.Now), RolloutMessage.Piloted(Open.Process, Open.Draft)));
        Errors = new Dictionary<string, string> { [TeamsField] = "Choose at least one team." };
        return await OnGetAsync(process);
    }

    /// <summary>The preview of many deals comes in chat.</summary>
    public async Task<IActionResult> OnPostLaterAsync(Guid process)
    {
        if (!await ReadAsync(process)) return NotFound();
        var looking = RolloutMessage.Looking(Open.Process, await previews.TouchedAsync(Open.Draft));
        await previews.AskAsync(Open.Draft, Visitor.Person.Id, (await outbox.ShowAsync(Visitor.Person.Id, $"preview:{process}:{Visitor.Person.Id}:{Open.Draft.Revision}", looking, Visitor.Now)).Id, Visitor.Now);
        return Say("The preview comes to you in chat in a moment. It can be published from there.", DraftPath());
    }

    private async Task<IActionResult> ReleaseAsync(Guid process, long revision, Func<Task<(IReadOnlyList<StageBookProblem> Problems, string Done)>> release)
    {
        if (!await ReadAsync(process)) return NotFound();
        if (Open.Draft.Revision != revision) return Say(RolloutMessage.Changed, $"/admin/stages/{process}/preview");
        var (problems, done) = await release();
        if (problems.Count == 0) return Say(done, $"/admin/stages/{process}/versions");
        Problems = problems;
        return Page();
    }

    private async Task<IActionResult> ShowAsync()
    {
        Problems = await releases.ProblemsAsync(Open.Draft);
        if (Problems.Count > 0) return Page();
        var basis = await drafts.BasisAsync(Open.Draft);
        Changes = basis is null ? [] : StageBookDiff.Between(basis, Open.Book);
        if (await previews.TouchedAsync(Open.Draft) is > PreviewDesk.MostAtOnce and var many)
        {
            Later = many;
            return Page();
        }
        Impact = await preview.OfAsync(Open.Draft, Visitor.Now);
        Names = await names.OfAsync(Impact.Owners.Keys.Select(id => (Guid?)id));
        IsNew = basis is null;
        // A new process has nothing to compare a pilot with.
        if (!IsNew) Teams = await teams.AllAsync();
        return Page();
    }
}
