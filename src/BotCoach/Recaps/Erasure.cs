using System.Text;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Leads;
using BotCoach.Recaps.Reading;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>A call, and whether the name falls in its transcript.</summary>
internal sealed record HeardCall(Guid Id, bool IsNamed);

/// <summary>
/// Takes somebody of the buyer's out of what is kept, a part at a time: transcripts of their calls are deleted, and wherever else the name stands it becomes
/// <see cref="ForgottenName.Instead"/>. It is no change of a deal, so no history is written of it; the rows themselves are put right.
/// </summary>
internal sealed class Erasure(BotCoachDb db, RecapDesk desk, Outbox outbox, ImportRuns imports)
{
    public const int CallsAtOnce = 20;

    private const string TranscriptGone = "Somebody who spoke in this call was erased, and its transcript with them.";
    private const string FileGone = "Somebody who stands in the file was erased meanwhile. Take them out of the file, and import it again";

    /// <summary>Reads the next calls, and no transaction is open: a transcript may be long.</summary>
    public async Task<IReadOnlyList<HeardCall>> HearAsync(ForgottenName who, string place, CancellationToken cancel)
    {
        var after = Guid.TryParse(place, out var last) ? last : Guid.Empty;
        var heard = new List<HeardCall>();
        foreach (var id in await db.Calls.Where(c => c.Id > after).OrderBy(c => c.Id).Take(CallsAtOnce).Select(c => c.Id).ToListAsync(cancel))
        {
            var kept = await db.CallTranscripts.AsNoTracking().FirstOrDefaultAsync(t => t.CallId == id, cancel);
            var transcript = kept is null ? null : TranscriptReader.Read(ImportSource.Unpack(kept.Content)).Transcript;
            heard.Add(new HeardCall(id, transcript is not null && (transcript.Cues.Any(c => who.Is(c.Speaker) || who.Is(c.Text)) || transcript.Attendees.Any(a => who.Is(a.Name)) || await SpeaksAsync(who, id, transcript, cancel))));
        }
        return heard;
    }

    /// <summary>They are a stakeholder of the call's deal, and somebody of that first name speaks.</summary>
    private async Task<bool> SpeaksAsync(ForgottenName who, Guid call, Transcript transcript, CancellationToken cancel)
    {
        var there = (await db.Stakeholders.Where(s => db.Calls.Any(c => c.Id == call && c.DealId == s.DealId)).Select(s => s.Name).ToListAsync(cancel)).Where(who.Is).ToList();
        return there.Count > 0 && CallSides.Speakers(transcript).Any(label => there.Exists(name => Writing.Sides.SameName(name, label)));
    }

    /// <summary>A call in which they took part: its transcript goes, and on its deal parts of the name are the same person's.</summary>
    public async Task<Erased> CallsAsync(ForgottenName who, IReadOnlyList<HeardCall> heard, DateTimeOffset now)
    {
        var (ids, named) = (heard.Select(h => h.Id).ToList(), heard.Where(h => h.IsNamed).Select(h => h.Id).ToHashSet());
        var lines = (await db.CallLines.Where(l => ids.Contains(l.CallId)).ToListAsync()).ToLookup(l => l.CallId);
        var touched = (await db.Calls.Where(c => ids.Contains(c.Id)).ToListAsync())
            .Where(c => named.Contains(c.Id) || who.Is(c.Title) || who.Is(c.Attendees) || IsSpeaker(who, c) || lines[c.Id].Any(l => who.Is(l.Text) || who.Is(l.Quote) || l.Detail.Values.Any(who.Is))).ToList();
        var gone = touched.Select(c => c.Id).ToList();
        var transcripts = await db.CallTranscripts.Where(t => gone.Contains(t.CallId)).ExecuteDeleteAsync();
        var changed = touched.SelectMany(c => lines[c.Id]).Count(l => Changes(l, who));
        var entries = 0;
        foreach (var deal in touched.Select(c => c.DealId).OfType<Guid>().Distinct()) entries += await DealAsync(who, deal);
        foreach (var call in touched) await CallAsync(call, who, now);
        return new Erased(transcripts, changed, entries);
    }

    /// <summary>The next rows of a table, and the place behind them.</summary>
    public async Task<(Erased Found, string? Next)> TableAsync(ForgottenName who, ErasedTable of, string place, DateTimeOffset now)
    {
        if (of.Row == typeof(ImportFile) && place.Length == 0) await ImportsAsync(who, now);
        var table = new WordTable(db, of.Row, of.Columns);
        var page = await table.NextAsync(place, who.Signs);
        var said = page.Rows.Select(r => (Row: r, Without: (IReadOnlyList<string?>)[.. r.Words.Select(w => w is null ? null : who.Out(w))])).Where(r => !r.Without.SequenceEqual(r.Row.Words)).ToList();
        if (of.Row == typeof(OutgoingMessage)) await MessagesAsync(said.ToDictionary(s => (Guid)s.Row.Key[0], s => s.Without[0]!), now);
        else if (of.Row == typeof(Stakeholder)) await StakeholdersAsync(who, table, said);
        else foreach (var (row, without) in said) await table.WriteAsync(row, of.Row == typeof(Lead) ? OfLead(who, row, without) : without);
        return (of.Row == typeof(CallLine) ? new Erased(0, said.Count, 0) : new Erased(0, 0, said.Count), page.Next);
    }

    /// <summary>The rep said that they speak, or the transcript does.</summary>
    private static bool IsSpeaker(ForgottenName who, Call call) => who.Is(call.OurSpeakers) || call.Speakers.Any(s => who.Is(s.Key) || who.Is(SpeakerIs.Read(s.Value).Name));

    private static bool Changes(CallLine line, ForgottenName who)
    {
        var (text, quote, detail) = (who.Out(line.Text, parts: true), who.Out(line.Quote, parts: true), line.Detail.ToDictionary(d => d.Key, d => who.Out(d.Value, parts: true)));
        if (text == line.Text && quote == line.Quote && detail.All(d => line.Detail[d.Key] == d.Value)) return false;
        (line.Text, line.Quote, line.Detail) = (text, quote, detail);
        return true;
    }

    private async Task CallAsync(Call call, ForgottenName who, DateTimeOffset now)
    {
        call.Title = who.Out(call.Title);
        // with a transcript goes who was said to speak in it, and who was there
        (call.Speakers, call.Attendees) = ([], "");
        call.OurSpeakers = call.OurSpeakers is null ? null : string.Join('\n', call.Ours.Where(s => !who.Is(s)));
        if (call.State is CallState.Waiting or CallState.Asking or CallState.HeldBack) call.State = CallState.Refused;
        if (call.State != CallState.Dropped) call.Why ??= TranscriptGone;
        call.Revision++;
        await desk.RefreshAsync(call, now);
    }

    private async Task<int> DealAsync(ForgottenName who, Guid id)
    {
        var deal = await db.Deals.AsNoTracking().FirstAsync(d => d.Id == id);
        var (here, changed) = (who.On($"{deal.Name} {deal.Account}"), 0);
        foreach (var of in ErasedColumns.All.Where(t => t.Parts.Length > 0))
        {
            var table = new WordTable(db, of.Row, of.Columns);
            foreach (var row in await table.OfAsync(of.Row == typeof(Deal) ? nameof(Deal.Id) : nameof(Answer.DealId), id))
            {
                IReadOnlyList<string?> without = [.. row.Words.Select((w, i) => w is null ? null : here.Out(w, of.Parts.Contains(of.Columns[i])))];
                if (without.SequenceEqual(row.Words)) continue;
                await table.WriteAsync(row, without);
                changed++;
            }
        }
        return changed;
    }

    /// <summary>Whoever is called so has no title or department any more either, which may tell who they are.</summary>
    private async Task StakeholdersAsync(ForgottenName who, WordTable table, IReadOnlyList<(WordRow Row, IReadOnlyList<string?> Without)> said)
    {
        foreach (var (row, without) in said) await table.WriteAsync(row, who.Is(row.Words[0]) ? [ForgottenName.Instead, null, null] : without);
        var ids = said.Where(s => who.Is(s.Row.Words[0])).Select(s => (Guid)s.Row.Key[0]).ToList();
        foreach (var deal in await db.Stakeholders.Where(s => ids.Contains(s.Id)).Select(s => s.DealId).Distinct().ToListAsync()) await DealAsync(who, deal);
    }

    /// <summary>Whoever wrote so has no address and no number any more, and nothing that they wrote.</summary>
    private static IReadOnlyList<string?> OfLead(ForgottenName who, WordRow row, IReadOnlyList<string?> without) =>
        who.Is(row.Words[ErasedColumns.NameOfLead]) ? [.. without.Select((w, i) => ErasedColumns.ToldByLead.Contains(i) ? null : w)] : without;

    /// <summary>An import that is under way would bring the name back: it is stopped where its file has it. The files of others are not kept.</summary>
    private async Task ImportsAsync(ForgottenName who, DateTimeOffset now)
    {
        foreach (var key in await db.ImportFiles.Select(f => new { f.ImportId, f.Ordinal }).ToListAsync())
        {
            if (await db.ImportFiles.AsNoTracking().FirstOrDefaultAsync(f => f.ImportId == key.ImportId && f.Ordinal == key.Ordinal) is not { } file || !IsNamed(who, file)) continue;
            if (await db.ImportRuns.FirstOrDefaultAsync(r => r.Id == key.ImportId) is not { EndedAt: null } run) continue;
            await imports.StopAsync(run, FileGone, now, default);
            if (run.PersonId is { } person) await outbox.ShowAsync(person, ImportMessage.KeyOf(run), ImportMessage.Stopped(run), now);
        }
    }

    /// <summary>What is no text names nobody, and the import will say so.</summary>
    private static bool IsNamed(ForgottenName who, ImportFile file)
    {
        var source = ImportSource.OfPacked(file.Name, file.Length, file.Content);
        try
        {
            using var lines = new StreamReader(source.Open(), ImportEncoding.Of(source).Encoding);
            while (lines.ReadLine() is { } line) if (who.Is(line)) return true;
            return false;
        }
        catch (Exception fault) when (fault is ImportRefusedException or DecoderFallbackException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>What was sent is edited where it stands, when there is room, and so is a home; what nobody is shown again is put right here.</summary>
    private async Task MessagesAsync(Dictionary<Guid, string> without, DateTimeOffset now)
    {
        var ids = without.Keys.ToList();
        foreach (var message in await db.OutgoingMessages.Where(m => ids.Contains(m.Id)).ToListAsync())
        {
            var stays = Outbox.IsOnce(message.Key) || message.State == MessageState.GaveUp || (message is { State: MessageState.Sent, Reference: null, Place: not Channels.Place.Home });
            if (stays) message.Content = without[message.Id];
            else
            {
                if (message.State == MessageState.Sent) message.Lane = Lane.Bulk;
                outbox.Edit(message, Channels.Message.FromJson(without[message.Id]), now);
            }
        }
    }
}
