using System.Text;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>Calls that a recorder sends. It brings a transcript and nothing else: what comes of it is drafted for a rep, who decides.</summary>
public sealed class CallsApi(BotCoachDb db, CallIntake intake, DealAccess access, NamedPeople people)
{
    private const int MostAttendees = 100;

    public async Task<ApiAnswer> TakeAsync(ApiCall sent)
    {
        var (body, faults) = ApiBody.Read<CallBody>(sent.Body);
        if (body is null) return ApiAnswer.Faulty(faults);
        if (Fault(body, sent.Now) is { Count: > 0 } wrong) return ApiAnswer.Faulty(wrong);
        // two recorders count each for itself
        var externalId = body.Id is { } id ? $"{sent.Key.Id:N}:{id}" : null;
        if (externalId is not null && await db.Calls.AsNoTracking().FirstOrDefaultAsync(c => c.ExternalId == externalId) is { } known) return await ToldAsync(known, 200);
        var deal = body.Deal is { } external ? await db.Deals.AsNoTracking().FirstOrDefaultAsync(d => d.ExternalId == external) : null;
        if (body.Deal is not null && deal is null) return Fault("deal", "There is no deal of this id. Leave it out, and the deal is looked for.");
        var (rep, fault) = await RepAsync(body, deal);
        if (rep is null) return fault!;
        if (deal is not null && !await access.MayAsync(rep, deal.OwnerId)) return Fault("deal", $"This deal is none of {rep.Name}'s. Leave rep out, and the draft is its owner's.");
        var brought = new BroughtCall(rep.Id, body.Title ?? "A call", Encoding.UTF8.GetBytes(body.Transcript!), IsAwaited: false)
        {
            DealId = deal?.Id, ExternalId = externalId, HeldAt = body.HeldAt?.ToUniversalTime(), IsSensitive = body.Sensitive == true,
            Attendees = [.. (body.Attendees ?? []).Select(a => new CallAttendee(Filled(a.Name), Filled(a.Email)))],
        };
        var (call, refused) = await intake.TakeAsync(brought, sent.Now);
        return call is null ? Fault("transcript", refused!) : await ToldAsync(call, 201);
    }

    private async Task<ApiAnswer> ToldAsync(Call call, int status) =>
        new(status, new CallView(call.Id, call.State.ToString().ToLowerInvariant(), (await db.People.AsNoTracking().FirstAsync(p => p.Id == call.PersonId)).Name));

    private static Dictionary<string, string> Fault(CallBody body, DateTimeOffset now)
    {
        var faults = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(body.Transcript)) faults["transcript"] = "Send what was said: the transcript’s file as text.";
        if (body.Id is { Length: 0 or > 200 }) faults["id"] = "An id has 1 to 200 characters.";
        if (body.Title is { Length: > 1000 }) faults["title"] = "A title has at most 1,000 characters.";
        if (body.HeldAt > now.AddDays(1)) faults["heldAt"] = "This call has not been yet.";
        if (body.HeldAt < now.AddYears(-10)) faults["heldAt"] = "This call was more than ten years ago.";
        if (body.Attendees is { Count: > MostAttendees }) faults["attendees"] = $"At most {MostAttendees} can be named.";
        if (body.Attendees?.Any(a => a is null || a.Name is { Length: > 200 } || a.Email is { Length: > 320 }) == true) faults["attendees"] = "Each is an object with a name and an email of at most 200 and 320 characters.";
        return faults;
    }

    /// <summary>Who was named, else the deal's owner, else who of our people was there, a rep before a manager.</summary>
    private async Task<(Person? Rep, ApiAnswer? Fault)> RepAsync(CallBody body, Deal? deal)
    {
        if (body.Rep?.Trim() is { Length: > 0 } said)
        {
            var (named, why) = await people.FindAsync(said, worksOnDeals: true);
            return (named, why is null ? null : Fault("rep", why));
        }
        var here = db.People.AsNoTracking().Where(p => p.MergedInto == null);
        if (deal is not null)
        {
            var owner = await db.People.AsNoTracking().FirstAsync(p => p.Id == deal.OwnerId);
            return (owner.MergedInto is { } into ? await here.FirstAsync(p => p.Id == into) : owner, null);
        }
        var there = (body.Attendees ?? []).Select(a => a.Email?.Trim().ToLowerInvariant()).OfType<string>().Where(e => e.Length > 0).ToList();
        var ours = await here.Where(p => p.Role != Role.Reader && p.Email != null && there.Contains(p.Email.ToLower())).OrderBy(p => p.Role == Role.Rep ? 0 : 1).ThenBy(p => p.Id).FirstOrDefaultAsync();
        return ours is not null ? (ours, null) : (null, Fault("rep", "Say whose call it was: rep by e-mail address, a deal, or attendees of whom one is here."));
    }

    private static string? Filled(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();

    private static ApiAnswer Fault(string place, string sentence) => ApiAnswer.Faulty(new Dictionary<string, string> { [place] = sentence });
}
