using BotCoach.Deals;
using BotCoach.Recaps.Model;
using BotCoach.Recaps.Reading;
using BotCoach.Recaps.Writing;
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

    /// <summary>What was known of the call when it was drafted.</summary>
    public RecapCall? Known { get; init; }
    public IReadOnlyList<ModelUse> Uses { get; init; } = [];

    /// <summary>Somebody speaks who is not ours.</summary>
    public bool BuyerSpoke { get; init; }
}

/// <summary>Reads a call that waits, and drafts its recap. Nothing is changed here, and no transaction is open: a model may take its time.</summary>
public sealed class RecapDrafting(BotCoachDb db, CallDeals deals, CallSides sides, CallSpeakers people, ModelWriter model)
{
    private const int MostOffered = 5;
    private const int MostTries = 3;

    public async Task<DraftedCall?> DraftAsync(Guid callId, DateTimeOffset now, CancellationToken cancel)
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
        var heard = await people.OfAsync(call, dealId, transcript);
        transcript = heard.Named(transcript);
        var known = await sides.KnownAsync(deal, call, heard, now);
        // asked once; who says nothing to it has the call read as it shows
        if (call.OurSpeakers is null && heard.All.Count > 1 && (heard.AreUnsure || !Sides.AreTold(transcript, known))) return drafted with { DealId = dealId };
        var (recap, uses) = await WriteAsync(transcript, known, cancel);
        return drafted with { DealId = dealId, Recap = recap, Transcript = transcript, Known = known, Uses = uses, BuyerSpoke = heard.All.Count > 1 && heard.All.Any(s => !known.Ours.Contains(s.Name)) };
    }

    private async Task<(Recap, IReadOnlyList<ModelUse>)> WriteAsync(Transcript transcript, RecapCall known, CancellationToken cancel)
    {
        var (written, uses, why) = await model.TryWriteAsync(transcript, known, cancel);
        if (written is not null) return (written, uses);
        var recap = ExtractiveWriter.Write(transcript, known);
        return (why is null ? recap : recap with { Notes = [why, .. recap.Notes] }, uses);
    }
}
