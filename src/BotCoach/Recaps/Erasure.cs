using System.Text.Json;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Recaps.Reading;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>What an erasure came to.</summary>
public sealed record Erased(int Transcripts, int Lines, int Entries);

/// <summary>
/// Takes somebody of the buyer's out of what is kept: transcripts in which the name stands are deleted, and in lines, evidence, deals, their history and messages the
/// name becomes <see cref="Nobody"/>. It is no change of a deal, so no history is written of it; the rows themselves are put right.
/// </summary>
public sealed class Erasure(BotCoachDb db, RecapDesk desk)
{
    public const string Nobody = "somebody";

    /// <param name="address">Their e-mail address, where it is known.</param>
    public async Task<Erased> ForgetAsync(string name, string? address, DateTimeOffset now)
    {
        var who = new Name(name, address);
        var calls = await TranscriptsAsync(who);
        var lines = await LinesAsync(who, calls);
        var touched = calls.Union(lines.Select(l => l.CallId)).ToHashSet();
        var (forms, like) = (who.Forms, who.Like);
        foreach (var call in await db.Calls.Where(c => touched.Contains(c.Id) || (c.Title + c.Attendees).ToLower().Contains(like) || forms.Any(f => (c.Title + c.Attendees).Contains(f))).ToListAsync())
            await CallAsync(call, who, touched, now);
        var entries = await DealsAsync(who, [.. touched]);
        return new Erased(calls.Count, lines.Count, entries + await MessagesAsync(who));
    }

    private async Task<HashSet<Guid>> TranscriptsAsync(Name who)
    {
        var found = new HashSet<Guid>();
        foreach (var id in await db.CallTranscripts.Select(t => t.CallId).ToListAsync())
        {
            var kept = await db.CallTranscripts.AsNoTracking().FirstAsync(t => t.CallId == id);
            var transcript = TranscriptReader.Read(ImportSource.Unpack(kept.Content)).Transcript;
            // who was said to speak in it is in it too
            var said = await db.Calls.AsNoTracking().Where(c => c.Id == id).Select(c => c.Speakers).FirstAsync();
            if (transcript is null || said.Values.Any(s => who.Is(SpeakerIs.Read(s).Name)) || transcript.Cues.Any(c => who.Is(c.Speaker) || who.Is(c.Text)) || transcript.Attendees.Any(a => who.Is(a.Name))) found.Add(id);
        }
        await db.CallTranscripts.Where(t => found.Contains(t.CallId)).ExecuteDeleteAsync();
        return found;
    }

    /// <summary>In a call in which the whole name falls, its parts are the same person's.</summary>
    private async Task<IReadOnlyList<CallLine>> LinesAsync(Name who, HashSet<Guid> calls)
    {
        var changed = new List<CallLine>();
        var (forms, like) = (who.Forms, who.Like);
        foreach (var line in await db.CallLines.Where(l => calls.Contains(l.CallId) || l.Text.ToLower().Contains(like) || l.Quote.ToLower().Contains(like) || forms.Any(f => l.Text.Contains(f) || l.Quote.Contains(f))).ToListAsync())
        {
            var parts = calls.Contains(line.CallId);
            var (text, quote, detail) = (who.Out(line.Text, parts), who.Out(line.Quote, parts), line.Detail.ToDictionary(d => d.Key, d => who.Out(d.Value, parts)));
            if (text == line.Text && quote == line.Quote && detail.All(d => line.Detail[d.Key] == d.Value)) continue;
            (line.Text, line.Quote, line.Detail) = (text, quote, detail);
            changed.Add(line);
        }
        return changed;
    }

    private async Task CallAsync(Call call, Name who, HashSet<Guid> touched, DateTimeOffset now)
    {
        var attendees = string.Join('\n', call.Attendees.Split('\n').Where(a => !who.Is(a)));
        var title = who.Out(call.Title, parts: false);
        if (!touched.Contains(call.Id) && attendees == call.Attendees && title == call.Title) return;
        (call.Attendees, call.Title) = (attendees, title);
        call.Speakers = call.Speakers.Where(s => !who.Is(s.Key) && !who.Is(SpeakerIs.Read(s.Value).Name)).ToDictionary();
        call.OurSpeakers = call.OurSpeakers is null ? null : string.Join('\n', call.Ours.Where(s => !who.Is(s)));
        if (call.State is CallState.Waiting or CallState.Asking or CallState.HeldBack) (call.State, call.Why) = (CallState.Refused, "Somebody who spoke in this call was erased, and its transcript with them.");
        call.Revision++;
        await desk.ShowAsync(call, now);
    }

    private async Task<int> DealsAsync(Name who, List<Guid> calls)
    {
        var entries = 0;
        string? Out(string? text, bool parts = false)
        {
            if (text is null || who.Out(text, parts) is not { } without || without == text) return text;
            entries++;
            return without;
        }
        var of = await db.Calls.Where(c => calls.Contains(c.Id) && c.DealId != null).Select(c => c.DealId!.Value).Distinct().ToListAsync();
        var (forms, like) = (who.Forms, who.Like);
        foreach (var person in await db.Stakeholders.Where(s => s.Name.ToLower().Contains(like) || forms.Any(f => s.Name.Contains(f))).ToListAsync())
        {
            of.Add(person.DealId);
            (person.Name, person.Title, person.Department) = (Nobody, null, null);
            entries++;
        }
        foreach (var answer in await db.Answers.Where(a => of.Contains(a.DealId) || (a.Text + a.Reason).ToLower().Contains(like) || forms.Any(f => (a.Text + a.Reason).Contains(f))).ToListAsync())
            (answer.Text, answer.Reason) = (Out(answer.Text, answer.CallId is { } call && calls.Contains(call)), Out(answer.Reason));
        foreach (var text in await db.DealEventTexts.Where(t => of.Contains(t.DealId) || (t.Before + t.After).ToLower().Contains(like) || forms.Any(f => (t.Before + t.After).Contains(f))).ToListAsync())
            (text.Before, text.After) = (Out(text.Before, of.Contains(text.DealId)), Out(text.After, of.Contains(text.DealId)));
        foreach (var reminder in await db.Reminders.Where(r => of.Contains(r.DealId!.Value) || r.Text.ToLower().Contains(like) || forms.Any(f => r.Text.Contains(f))).ToListAsync()) reminder.Text = Out(reminder.Text, reminder.DealId is { } about && of.Contains(about)) ?? "";
        var saying = await db.DealsSayingAsync(who.JsonForms);
        foreach (var deal in await db.Deals.Where(d => of.Contains(d.Id) || saying.Contains(d.Id) || (d.NextStep + d.OutcomeReason).ToLower().Contains(like) || forms.Any(f => (d.NextStep + d.OutcomeReason).Contains(f))).ToListAsync())
        {
            var parts = of.Contains(deal.Id);
            (deal.NextStep, deal.OutcomeReason) = (Out(deal.NextStep, parts), Out(deal.OutcomeReason));
            if (deal.Facts.Values.Any(f => who.Out(f, parts) != f)) deal.Facts = deal.Facts.ToDictionary(f => f.Key, f => Out(f.Value, parts)!);
            if (deal.Custom.Values.Any(f => who.Out(f, false) != f)) deal.Custom = deal.Custom.ToDictionary(f => f.Key, f => Out(f.Value)!);
        }
        return entries;
    }

    /// <summary>What was sent stands at the platform as it was; here, and in what is still to be sent, the name is gone.</summary>
    private async Task<int> MessagesAsync(Name who)
    {
        var changed = 0;
        var (forms, like) = (who.JsonForms, who.JsonLike);
        foreach (var message in await db.OutgoingMessages.Where(m => m.Content.ToLower().Contains(like) || forms.Any(f => m.Content.Contains(f))).ToListAsync())
        {
            var content = who.OutOfJson(message.Content);
            if (content == message.Content) continue;
            message.Content = content;
            changed++;
        }
        return changed;
    }

    /// <summary>A person's name, whole and in its parts, and their address.</summary>
    private sealed class Name(string whole, string? address)
    {
        // Parts of names that are words besides: alone, they are the words.
        private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
        {
            "will", "may", "mark", "grace", "hope", "rose", "april", "june", "august", "bill", "art", "rich", "summer", "faith", "joy", "drew", "chase", "frank", "miles", "price", "young", "long", "best", "day", "king",
            "white", "black", "brown", "green", "gray", "van", "von", "der", "den", "de", "la", "le", "al", "bin",
        };

        private readonly string[] _forms = address is null ? [whole] : [whole, address];
        private readonly string[] _parts = [.. whole.Split((char[])[' ', '-'], StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length > 2 && !Words.Contains(p))];

        /// <summary>As it is looked for in the database, whose small letters may be the plain ones alone.</summary>
        public string[] Forms { get; } = [.. Cased(address is null ? [whole] : [whole, address])];

        public string Like { get; } = whole.ToLowerInvariant();

        /// <summary>The same as they stand in JSON, where letters beyond the plain ones may be escaped.</summary>
        public string[] JsonForms { get; } = [.. Cased(address is null ? [whole] : [whole, address]).SelectMany(f => new[] { f, Escaped(f) }).Distinct()];

        public string JsonLike { get; } = Escaped(whole).ToLowerInvariant();

        public bool Is(string? text) => text is not null && _forms.Any(f => Writing.Words.FindWhole(text, f) >= 0);

        public string Out(string text, bool parts)
        {
            foreach (var form in _forms) text = Replace(text, form, StringComparison.OrdinalIgnoreCase);
            if (parts) foreach (var part in _parts) text = Replace(text, part, StringComparison.Ordinal);
            return text;
        }

        public string OutOfJson(string json)
        {
            foreach (var form in JsonForms) json = Replace(json, form, StringComparison.OrdinalIgnoreCase);
            return json;
        }

        private static IEnumerable<string> Cased(string[] forms) => forms.SelectMany(f => new[] { f, f.ToLowerInvariant(), f.ToUpperInvariant() }).Distinct();

        private static string Escaped(string form) => JsonSerializer.Serialize(form)[1..^1];

        private static string Replace(string text, string form, StringComparison how)
        {
            for (var at = Writing.Words.FindWhole(text, form, 0, how); at >= 0; at = Writing.Words.FindWhole(text, form, at + Nobody.Length, how)) text = text[..at] + Nobody + text[(at + form.Length)..];
            return text;
        }
    }
}
