using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Recaps.Model;
using BotCoach.Recaps.Reading;
using BotCoach.Recaps.Writing;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>What reading a call came to: its recap, or the deals among which its rep is to choose, or why there is nothing.</summary>
public sealed record DraftedCall(Guid CallId, long Revision)
{
    public string? Refused { get; init; }
    public IReadOnlyList<Guid> Likely { get; init; } = [];
    public Guid? DealId { get; init; }
    public Recap? Recap { get; init; }
    public Transcript? Transcript { get; init; }
    public IReadOnlyList<ModelUse> Uses { get; init; } = [];
}

/// <summary>Reads a call that waits, and drafts its recap. Nothing is changed here, and no transaction is open: a model may take its time.</summary>
public sealed class RecapDrafting(BotCoachDb db, CallDeals deals, CallSides sides, StageShelf shelf, Calendars calendars, ModelWriter model)
{
    private const int MostOffered = 5;
    private const int MostTries = 3;

    public async Task<DraftedCall?> DraftAsync(Guid callId, CancellationToken cancel)
    {
        if (await db.Calls.AsNoTracking().FirstOrDefaultAsync(c => c.Id == callId && c.State == CallState.Waiting, cancel) is not { } call) return null;
        var drafted = new DraftedCall(call.Id, call.Revision);
        if (call.Tries > MostTries) return drafted with { Refused = "This transcript could not be gone through; the host’s log says why. Nothing was changed." };
        if (await db.CallTranscripts.AsNoTracking().FirstOrDefaultAsync(t => t.CallId == callId, cancel) is not { } kept) return drafted with { Refused = "The transcript is not kept any more." };
        var (transcript, refused) = TranscriptReader.Read(ImportSource.Unpack(kept.Content));
        if (transcript is null) return drafted with { Refused = refused };
        var person = await db.People.AsNoTracking().FirstAsync(p => p.Id == call.PersonId, cancel);
        var likely = call.DealId is null ? await deals.LikelyAsync(call, person, transcript) : [];
        if ((call.DealId ?? CallDeals.Sure(likely)) is not { } dealId) return drafted with { Likely = [.. likely.Take(MostOffered).Select(d => d.DealId)] };
        var deal = await db.Deals.AsNoTracking().FirstAsync(d => d.Id == dealId, cancel);
        var known = await KnownAsync(call, person, deal, transcript);
        var (recap, uses) = await WriteAsync(transcript, known, cancel);
        return drafted with { DealId = dealId, Recap = recap, Transcript = transcript, Uses = uses };
    }

    /// <summary>What the writer is told of the call: its day, our side, and what the deal's stage asks that words can prove.</summary>
    public async Task<RecapCall> KnownAsync(Call call, Person person, Deal deal, Transcript transcript)
    {
        var book = await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion);
        var theirs = await db.Stakeholders.AsNoTracking().Where(s => s.DealId == deal.Id).ToListAsync();
        return RecapCall.On(call.HeldOn, await calendars.OfAsync(person)) with
        {
            Ours = await sides.OursAsync(call, person, theirs, transcript), Criteria = Asked(book, deal.StageId),
        };
    }

    /// <summary>The criteria ahead of the deal in its stage, which somebody's words may prove; what only a document or a yes proves is left out.</summary>
    public static IReadOnlyList<AskedCriterion> Asked(StageBook book, string stageId) =>
        [.. (book.Find(stageId)?.Exit ?? []).Where(c => c.Takes(EvidenceKind.Quote) || c.Takes(EvidenceKind.Note)).Select(c => new AskedCriterion(c.Id, c.Text))];

    private async Task<(Recap, IReadOnlyList<ModelUse>)> WriteAsync(Transcript transcript, RecapCall known, CancellationToken cancel)
    {
        var (written, uses, why) = await model.TryWriteAsync(transcript, known, cancel);
        if (written is not null) return (written, uses);
        var recap = ExtractiveWriter.Write(transcript, known);
        return (why is null ? recap : recap with { Notes = [why, .. recap.Notes] }, uses);
    }
}
