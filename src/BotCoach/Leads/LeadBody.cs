using System.ComponentModel;
using BotCoach.Chat;

namespace BotCoach.Leads;

/// <summary>A lead as another system or a web form sends it.</summary>
public sealed record LeadBody
{
    [Description("Its id where it comes from; sent again, it is the same lead. Left out, the same source and e-mail address within a minute are the same lead.")]
    public string? Id { get; init; }

    [Description("When they wrote; left out: now.")]
    public DateTimeOffset? ReceivedAt { get; init; }

    [Description("Who wrote.")]
    public string? Name { get; init; }

    [Description("What they are there, for example: Head of Finance.")]
    public string? Title { get; init; }

    [Description("Their company; left out, the mail address tells it.")]
    public string? Company { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }

    [Description("As your processes and rules name it, for example: smb.")]
    public string? Segment { get; init; }

    [Description("As your rules name it, for example: DE.")]
    public string? Country { get; init; }

    [Description("As your rules name it, for example: EMEA.")]
    public string? Region { get; init; }

    [Description("Where it came from, for example: web form; left out: what the key is called.")]
    public string? Source { get; init; }

    [Description("What they said.")]
    public string? Note { get; init; }
}

/// <summary>What became of a lead that was sent.</summary>
/// <param name="With">Whose turn it is, or who has it.</param>
/// <param name="Deal">The deal that it became.</param>
public sealed record LeadView(Guid Id, string State, string? With, Guid? Deal);

/// <summary>What is wrong with a lead, each at its field. Pure.</summary>
public static class LeadBodyRules
{
    private const int LongestWord = 100;
    private const int LongestEmail = 320;
    private const int LongestId = 200;
    private const int OldestDays = 90;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Without blanks around, and null for what is empty.</summary>
    public static LeadBody Trimmed(LeadBody b) => b with
    {
        Id = Filled(b.Id), Name = Filled(b.Name), Title = Filled(b.Title), Company = Filled(b.Company), Email = Filled(b.Email), Phone = Filled(b.Phone), Segment = Filled(b.Segment),
        Country = Filled(b.Country), Region = Filled(b.Region), Source = Filled(b.Source), Note = Filled(b.Note),
    };

    public static Dictionary<string, string> Check(LeadBody b, DateTimeOffset now)
    {
        var faults = new Dictionary<string, string>();
        if (b.Name is null) faults["name"] = "Say who wrote.";
        if (b.Email is null && b.Phone is null) faults["email"] = "Send an e-mail address or a phone number, so that somebody can answer.";
        else if (b.Email is { } email && !IsAddress(email)) faults["email"] = "This is no e-mail address.";
        if (b.ReceivedAt > now + Skew) faults["receivedAt"] = "This is still to come.";
        if (b.ReceivedAt < now.AddDays(-OldestDays)) faults["receivedAt"] = $"This was more than {OldestDays} days ago: nobody waits for an answer any more.";
        Long(faults, "id", b.Id, LongestId);
        foreach (var (field, value) in new[] { ("name", b.Name), ("title", b.Title), ("company", b.Company) }) Long(faults, field, value, Lead.LongestName);
        foreach (var (field, value) in new[] { ("phone", b.Phone), ("segment", b.Segment), ("country", b.Country), ("region", b.Region), ("source", b.Source) }) Long(faults, field, value, LongestWord);
        Long(faults, "email", b.Email, LongestEmail);
        if (b.Note?.Length > Lead.LongestNote) faults["note"] = $"At most {Lead.LongestNote:#,0} characters.";
        return faults;
    }

    private static void Long(Dictionary<string, string> faults, string field, string? value, int most)
    {
        if (value?.Length > most) faults[field] = $"At most {most} characters.";
        else if (value?.Any(char.IsControl) == true) faults[field] = "This holds a character that is no text.";
    }

    private static bool IsAddress(string email) => email.IndexOf('@') is > 0 and var at && at == email.LastIndexOf('@') && email.IndexOf('.', at) is var dot && dot > at + 1 && dot < email.Length - 1 && !email.Any(char.IsWhiteSpace);

    private static string? Filled(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}
