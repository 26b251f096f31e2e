using System.Globalization;
using BotCoach.Deals;
using BotCoach.Rollout;
using BotCoach.Stages;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>What the draft would do to the open deals, where those of its missing stages go, and the two ways to let it: to everyone, or to some teams first.</summary>
public sealed class PreviewModel(Drafts drafts, DraftDesk desk, Releases releases, Rollout.Preview preview, PreviewDesk previews, StageMoves moves, SalesTeams teams, PeopleNames names) : DraftPage(desk)
{
    public const int MostDeals = 100;
    public const string TeamsField = "teams";

    private static readonly HashSet<string> NoButtons = [];

    public IReadOnlyList<StageBookProblem> Problems { get; private set; } = [];
    public IReadOnlyList<BookChange> Changes { get; private set; } = [];

    /// <summary>Where the deals go of stages that the draft has no more; null where it has all.</summary>
    public FormView? Moves { get; private set; }

    /// <summary>Nothing of the process is published yet.</summary>
    public bool IsNew { get; private set; }

    public Impact? Impact { get; private set; }

    /// <summary>The deals of which something is asked anew that stand on this part of the list, and which part that is.</summary>
    public IReadOnlyList<DealImpact> Struck { get; private set; } = [];
    public int Part { get; private set; } = 1;
    public int Parts { get; private set; } = 1;

    /// <summary>So many open deals would be gone through: too many while somebody waits for a page. 0: the preview is here.</summary>
    public int Later { get; private set; }

    /// <summary>The preview of so many, as it stands in the visitor's chat too; null where none was asked for of this very draft.</summary>
    public MessageView? Shown { get; private set; }

    /// <summary>The clock is at it: the page looks again, unless somebody does not want to wait for it.</summary>
    public bool GoesOn { get; private set; }
    public bool IsComing { get; private set; }
    public bool IsMade { get; private set; }
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public IReadOnlyList<string> Teams { get; private set; } = [];

    public string Here => $"/admin/stages/{Open.Process.Id}/preview";

    /// <param name="part">Which hundred of the deals.</param>
    /// <param name="wait"><c>no</c>: it is published without waiting for the preview of many.</param>
    public async Task<IActionResult> OnGetAsync(Guid process, string? part, string? wait) => await ReadAsync(process) ? await ShowAsync(part, wait != "no") : NotFound();

    /// <summary>All deals of which something is asked anew, as a file; of many, that is worked out anew while the browser waits for it.</summary>
    public async Task<IActionResult> OnGetDealsAsync(Guid process)
    {
        if (!await ReadAsync(process)) return NotFound();
        if ((await releases.ProblemsAsync(Open.Draft)).Count > 0) return LocalRedirect(Here);
        var impact = await preview.OfAsync(Open.Draft, Visitor.Now);
        return new StruckFile(InOrder(impact), await NamesAsync(impact), Open.Book);
    }

    public Task<IActionResult> OnPostPublishAsync(Guid process, long revision) => ReleaseAsync(process, revision, async () =>
        (await releases.PublishAsync(Open.Draft, Visitor.Actor, Visitor.Now), RolloutMessage.Published(Open.Process, Open.Draft, await releases.FollowersAsync(process))));

    public async Task<IActionResult> OnPostPilotAsync(Guid process, long revision, string[] teams)
    {
        if (teams.Length > 0) return await ReleaseAsync(process, revision, async () => (await releases.PilotAsync(Open.Draft, teams, Visitor.Actor, Visitor.Now), RolloutMessage.Piloted(Open.Process, Open.Draft)));
        if (!await ReadAsync(process)) return NotFound();
        Errors = new Dictionary<string, string> { [TeamsField] = "Choose at least one team." };
        return await ShowAsync(null, waits: false);
    }

    public async Task<IActionResult> OnPostMovesAsync(Guid process, long revision)
    {
        if (!await ReadAsync(process)) return NotFound();
        if (Open.Draft.Revision != revision) return Say(RolloutMessage.Changed, Here);
        var typed = FormView.Read(Request.Form);
        var result = Desk.Map(Open, await moves.OfAsync(Open), typed.GetValueOrDefault);
        if (result.Outcome == DraftOutcome.Saved) return Say("Where the deals go is saved.", Here);
        Errors = result.Faults;
        return await ShowAsync(null, waits: false, typed);
    }

    /// <summary>The preview of many deals is made behind this page, which shows how far it is; it comes in chat too.</summary>
    public async Task<IActionResult> OnPostLaterAsync(Guid process)
    {
        if (!await ReadAsync(process)) return NotFound();
        await previews.BeginAsync(Open.Process, Open.Draft, Visitor.Person.Id, Visitor.Now);
        return LocalRedirect(Here);
    }

    private async Task<IActionResult> ReleaseAsync(Guid process, long revision, Func<Task<(IReadOnlyList<StageBookProblem> Problems, string Done)>> release)
    {
        if (!await ReadAsync(process)) return NotFound();
        if (Open.Draft.Revision != revision) return Say(RolloutMessage.Changed, Here);
        var (problems, done) = await release();
        if (problems.Count == 0) return Say(done, $"/admin/stages/{process}/versions");
        await ReadMovesAsync(null);
        Problems = problems;
        return Page();
    }

    private async Task<IActionResult> ShowAsync(string? part, bool waits, IReadOnlyDictionary<string, string>? typed = null)
    {
        await ReadMovesAsync(typed);
        Problems = await releases.ProblemsAsync(Open.Draft);
        if (Problems.Count > 0) return Page();
        var basis = await drafts.BasisAsync(Open.Draft);
        (IsNew, Changes) = (basis is null, basis is null ? [] : StageBookDiff.Between(basis, Open.Book));
        // A new process has nothing to compare a pilot with.
        if (!IsNew) Teams = await teams.AllAsync();
        if (await previews.TouchedAsync(Open.Draft) is > PreviewDesk.MostAtOnce and var many) await ShowLaterAsync(many, waits);
        else await ShowNowAsync(part);
        return Page();
    }

    private async Task ReadMovesAsync(IReadOnlyDictionary<string, string>? typed)
    {
        var gone = await moves.OfAsync(Open);
        if (gone.Count > 0) Moves = new FormView(DraftForms.Moves(Open.Book, gone), Errors, typed);
    }

    private async Task ShowLaterAsync(int many, bool waits)
    {
        Later = many;
        if (await previews.ShownAsync(Open.Draft, Visitor.Person.Id) is not { } shown) return;
        Shown = new MessageView(shown.Message with { Blocks = [.. shown.Message.Blocks.Where(b => b is not BotCoach.Channels.Heading)] }, NoButtons);
        (IsComing, IsMade, GoesOn) = (shown.IsComing, shown.IsMade, shown.IsComing && waits);
    }

    private async Task ShowNowAsync(string? part)
    {
        Impact = await preview.OfAsync(Open.Draft, Visitor.Now);
        Names = await NamesAsync(Impact);
        Parts = Math.Max(1, (Impact.Struck.Count + MostDeals - 1) / MostDeals);
        Part = Math.Clamp(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1, 1, Parts);
        Struck = [.. InOrder(Impact).Skip((Part - 1) * MostDeals).Take(MostDeals)];
    }

    private Task<IReadOnlyDictionary<Guid, string>> NamesAsync(Impact impact) => names.OfAsync(impact.Owners.Keys.Select(id => (Guid?)id));

    /// <summary>Those that lack most come first, as in chat.</summary>
    private static IEnumerable<DealImpact> InOrder(Impact impact) =>
        impact.Struck.OrderByDescending(s => s.NewlyMissing.Count).ThenBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.DealId);
}
