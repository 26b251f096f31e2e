using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;

namespace BotCoach.Rollout;

/// <summary>The short path: one edit, its impact in one sentence, publish. Where the draft holds more than this one change, or the preview would take its time, the whole way is the right one.</summary>
public sealed class ShortPath(DraftActions edits, Drafts drafts, Releases releases, PreviewDesk previews, Preview preview)
{
    public Task<Reply> PutAsync(Turn turn) => edits.PutAsync(turn, draft => BelowAsync(draft, turn.Now));

    /// <summary>What one change would do; null where there are others beside it, something to be mended first, or too many deals to look at while somebody waits.</summary>
    public async Task<Impact?> ImpactAsync(ProcessVersion draft, DateTimeOffset now)
    {
        if (await drafts.BasisAsync(draft) is not { } basis || !StageBookDiff.IsOne(StageBookDiff.Between(basis, drafts.Read(draft)))) return null;
        if ((await releases.ProblemsAsync(draft)).Count > 0 || await previews.TouchedAsync(draft) > PreviewDesk.MostAtOnce) return null;
        return await preview.OfAsync(draft, now);
    }

    private async Task<IReadOnlyList<Block>> BelowAsync(ProcessVersion draft, DateTimeOffset now) => await ImpactAsync(draft, now) is { } impact ? RolloutMessage.ShortPath(draft, impact) : [];
}
