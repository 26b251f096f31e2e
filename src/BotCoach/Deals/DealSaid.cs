namespace BotCoach.Deals;

/// <summary>What was sent, as a row of a file would say it; what a file cannot say is left to others.</summary>
internal static class DealSaid
{
    public static ImportedDeal Of(DealPut put, string stage, DealStatus status, Guid process, int version)
    {
        var body = put.Body;
        return new ImportedDeal
        {
            Id = put.ExternalId, Name = "", Owner = "", Named = body.Name is not null, Account = body.Account, Team = body.SalesTeam, Segment = body.Segment, LeadSource = body.LeadSource,
            DealType = body.DealType, Amount = body.Amount is { } amount ? Math.Round(amount, 2) : null, Currency = body.Currency?.ToUpperInvariant(), CloseOn = body.CloseDate,
            Process = process, Version = version, Stage = stage, Status = status, Reason = status == DealStatus.Open ? null : body.Reason,
            Started = body.Started, Entered = body.StageEntered, Closed = status == DealStatus.Open ? null : body.Closed,
            Facts = Said(body.Facts), Custom = Said(body.Custom),
        };
    }

    private static Dictionary<string, string>? Said(Dictionary<string, string?>? sent)
    {
        var said = (sent ?? []).Where(s => s.Value is not null).ToDictionary(s => s.Key, s => s.Value!);
        return said.Count == 0 ? null : said;
    }
}
