namespace BotCoach.Tests.Harness.FakeCrm;

/// <summary>A deal as it stands in a fake CRM.</summary>
public sealed class FakeDeal
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public string? Company { get; set; }
    public string? Owner { get; set; }
    public required string Stage { get; set; }
    public decimal? Amount { get; set; }
    public DateOnly? CloseOn { get; set; }
    public string? NextStep { get; set; }

    /// <summary>Open, won or lost, where that is no stage.</summary>
    public string Status { get; set; } = "open";
    public DateTimeOffset Modified { get; set; }
    public bool Archived { get; set; }
    public List<string> Absorbed { get; } = [];
}

/// <summary>What is in a fake CRM. It has a clock of its own, which may be an hour off.</summary>
public sealed class CrmWorld(TimeProvider clock, Func<int, string> idOf)
{
    private int _last = 1000;

    public Lock Gate { get; } = new();
    public List<FakeDeal> Deals { get; } = [];

    /// <summary>Id, name, address.</summary>
    public List<(string Id, string Name, string Email)> Owners { get; } = [("71", "Ann Bell", "ann@acme.test"), ("72", "Bo Cole", "bo@acme.test")];

    /// <summary>Id, label, outcome.</summary>
    public List<(string Id, string Label, string Outcome)> Stages { get; } = [("11", "Discovery", "open"), ("12", "Proposal", "open"), ("13", "Negotiation", "open"), ("18", "Closed Won", "won"), ("19", "Closed Lost", "lost")];

    public List<(string Id, string Deal, string Words)> Notes { get; } = [];
    public List<(string Id, string Deal, string Subject, string? Due, string Note)> Activities { get; } = [];

    /// <summary>Activities that somebody has ticked off.</summary>
    public HashSet<string> DoneActivities { get; } = [];

    /// <summary>Owners who have left: they are told of only where they are asked for.</summary>
    public HashSet<string> LeftOwners { get; } = [];

    /// <summary>How far its clock is off.</summary>
    public TimeSpan Skew { get; set; }

    public DateTimeOffset Now => clock.GetUtcNow() + Skew;

    public string NextId() => idOf(Interlocked.Increment(ref _last));

    public FakeDeal Add(string name, string stage = "11", string? owner = "71", decimal? amount = 1000, string? company = null, string? id = null)
    {
        var deal = new FakeDeal { Id = id ?? NextId(), Name = name, Stage = stage, Owner = owner, Amount = amount, Company = company, Modified = Now };
        lock (Gate) Deals.Add(deal);
        return deal;
    }

    public void Change(FakeDeal deal, Action<FakeDeal> change)
    {
        lock (Gate)
        {
            change(deal);
            deal.Modified = Now;
        }
    }

    /// <summary>As HubSpot does it: a new deal, and both that it was made of are gone.</summary>
    public FakeDeal Merge(FakeDeal one, FakeDeal other)
    {
        var into = Add(one.Name, one.Stage, one.Owner, one.Amount, one.Company);
        into.Absorbed.AddRange([one.Id, other.Id]);
        Change(one, d => d.Archived = true);
        Change(other, d => d.Archived = true);
        return into;
    }
}
