using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Leads;

/// <summary>Leads that another system or a web form sends: each is taken once, and given out by the clock within the second.</summary>
public sealed class LeadsApi(BotCoachDb db, LeadDesk desk)
{
    /// <summary>The same source and address so soon after is a form that was sent twice.</summary>
    private static readonly TimeSpan Twice = TimeSpan.FromMinutes(1);

    public async Task<ApiAnswer> TakeAsync(ApiCall sent)
    {
        var (body, faults) = ApiBody.Read<LeadBody>(sent.Body);
        if (body is null) return ApiAnswer.Faulty(faults);
        body = LeadBodyRules.Trimmed(body);
        if (LeadBodyRules.Check(body, sent.Now) is { Count: > 0 } wrong) return ApiAnswer.Faulty(wrong);
        var source = body.Source ?? sent.Key.Name;
        if (await KnownAsync(sent, body, source) is { } known) return await ToldAsync(known, 200);
        var lead = new Lead
        {
            WorkspaceId = db.WorkspaceId, Id = OrderedId.Next(sent.Now), ExternalId = body.Id is { } id ? $"{sent.Key.Id:N}:{id}" : ByWhom(sent, body, source, 0), CameAt = sent.Now,
            ReceivedAt = body.ReceivedAt?.ToUniversalTime() is { } said && said < sent.Now ? CoachClock.ToMilliseconds(said) : sent.Now, Source = source, Name = body.Name!, Title = body.Title,
            Company = body.Company, Email = body.Email, Phone = body.Phone, Segment = body.Segment, Country = body.Country, Region = body.Region, Note = body.Note, At = sent.Now,
        };
        db.Leads.Add(lead);
        desk.Note(lead, LeadMoveKind.Received, null, null, sent.Now);
        return await ToldAsync(lead, 201);
    }

    private async Task<Lead?> KnownAsync(ApiCall sent, LeadBody body, string source)
    {
        if (body.Id is { } id)
        {
            var external = $"{sent.Key.Id:N}:{id}";
            return await db.Leads.AsNoTracking().FirstOrDefaultAsync(l => l.ExternalId == external);
        }
        if (body.Email is null) return null;
        var (these, since) = (new[] { ByWhom(sent, body, source, 0), ByWhom(sent, body, source, -1) }, sent.Now - Twice);
        return await db.Leads.AsNoTracking().FirstOrDefaultAsync(l => these.Contains(l.ExternalId) && l.CameAt > since);
    }

    /// <summary>Who wrote in which minute, as a hash: what was sent twice at the same instant clashes. Null where there is no address.</summary>
    private static string? ByWhom(ApiCall sent, LeadBody body, string source, int minutes) => body.Email is not { } email ? null
        : $"{sent.Key.Id:N}:{Secret.HashOf($"{source}\n{email}\n{sent.Now.UtcTicks / Twice.Ticks + minutes}".ToLowerInvariant())}";

    private async Task<ApiAnswer> ToldAsync(Lead lead, int status)
    {
        var with = (lead.State == LeadState.Accepted ? lead.EndedBy : lead.OfferedTo) is { } id ? await db.People.AsNoTracking().Where(p => p.Id == id).Select(p => p.Name).FirstOrDefaultAsync() : null;
        return new ApiAnswer(status, new LeadView(lead.Id, lead.State.ToString().ToLowerInvariant(), with, lead.DealId));
    }
}
