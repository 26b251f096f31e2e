using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>
/// Deals by HTTP, under <c>/api/v1/deals</c>: one is put by the id it has where it comes from, and read back. It is found as an import finds it, and moved by the
/// same verbs through the same gate; what the gate refuses changes nothing.
/// </summary>
internal sealed class DealsApi(BotCoachDb db, ImportMatch match, DealFiles files, DealPutting putting, DealTriage triage, PersonClocks clocks)
{
    private const int MostAtOnce = 200;
    private const int UsualAtOnce = 50;

    public async Task<ApiAnswer> GetAsync(ApiCall call, string externalId)
    {
        if (await match.FindAsync(externalId, default) is not { } deal) return NoDeal;
        return new ApiAnswer(200, await ViewAsync(deal, call.Now)) { Revision = deal.Revision };
    }

    /// <summary>Deals in the order in which they came here, a page at a time.</summary>
    /// <param name="since">Only those of which anything was recorded since.</param>
    public async Task<ApiAnswer> ListAsync(ApiCall call, string? after, DateTimeOffset? since, int? limit)
    {
        var faults = new Dictionary<string, string>();
        if (limit is < 1 or > MostAtOnce) faults["limit"] = $"It is 1 to {MostAtOnce}.";
        var from = Guid.Empty;
        if (after is not null && !Guid.TryParse(after, out from)) faults["after"] = "Send what the page before said in next.";
        if (faults.Count > 0) return ApiAnswer.Faulty(faults);
        var most = limit ?? UsualAtOnce;
        var deals = db.Deals.AsNoTracking().Where(d => d.Id > from);
        if (since is { } at) deals = deals.Where(d => db.DealEvents.Any(e => e.DealId == d.Id && e.RecordedAt >= at));
        var page = await deals.OrderBy(d => d.Id).Take(most + 1).ToListAsync();
        var shown = page.Take(most).ToList();
        return ApiAnswer.Ok(new DealsPage(await ViewsAsync(shown, call.Now), page.Count > most ? $"{shown[^1].Id}" : null));
    }

    public async Task<ApiAnswer> PutAsync(ApiCall call, string externalId)
    {
        var (body, faults) = ApiBody.Read<DealBody>(call.Body);
        if (body is null) return ApiAnswer.Faulty(faults);
        body = DealBodyRules.Trimmed(body);
        faults = DealBodyRules.Check(externalId, body, call.Now);
        if (faults.Count > 0) return ApiAnswer.Faulty(faults);
        if (body.Override is not null && !call.Key.May(ApiScopes.Override)) return ApiAnswer.Refused(403, "Not allowed", $"This key may not move a deal past its gate: it lacks the scope {ApiScopes.Override}.");
        var (done, refused) = await putting.PutAsync(new DealPut(externalId, body, call));
        if (done is not { } deal) return refused!;
        return new ApiAnswer(db.Entry(deal).State == EntityState.Added ? 201 : 200, await ViewAsync(deal, call.Now))
        {
            Revision = deal.Revision, Location = $"/api/v1/deals/{Uri.EscapeDataString(externalId)}", Then = () => AfterAsync(deal, (Guid)db.Entry(deal).Property(nameof(Deal.OwnerId)).OriginalValue!, call.Now),
        };
    }

    private async Task AfterAsync(Deal deal, Guid owned, DateTimeOffset now)
    {
        if (deal.Triage == Triage.Waiting) await triage.OfferAsync(deal.OwnerId, now);
        await clocks.DealsChangedAsync([deal.OwnerId, owned], now);
    }

    private async Task<DealView> ViewAsync(Deal deal, DateTimeOffset now) => (await ViewsAsync([deal], now))[0];

    private async Task<IReadOnlyList<DealView>> ViewsAsync(IReadOnlyList<Deal> deals, DateTimeOffset now)
    {
        var owners = deals.Select(d => d.OwnerId).Distinct().ToList();
        var people = await db.People.AsNoTracking().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return [.. (await files.OpenAsync(deals)).Select(f => DealView.Of(f, people, now))];
    }

    private static ApiAnswer NoDeal => ApiAnswer.Refused(404, "Not found", "There is no deal with this id.");
}

/// <summary>What the gate says to a move that was asked for by HTTP.</summary>
public sealed record GateProblem(int Status, string Title, string Detail, GateView Gate) : ApiProblem(Status, Title, Detail);
