using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotCoach.Approvals;

/// <summary>What somebody asks for.</summary>
/// <param name="Words">What no figure says.</param>
public sealed record AskedTerms(ApprovalKind Kind, decimal? Discount, int? PaymentDays, int? TermMonths, string? Words);

/// <summary>Bounds of what may be asked; null: none is named.</summary>
public sealed record TermLimits(decimal? Discount, int? PaymentDays, int? TermMonths, decimal? Amount)
{
    public static readonly TermLimits None = new(null, null, null, null);

    [JsonIgnore]
    public bool IsEmpty => this == None;
}

/// <summary>Who decides over what. The first that fits holds.</summary>
/// <param name="Of">The question it is for; null: any.</param>
/// <param name="Over">More than each of these is asked for.</param>
/// <param name="All">Each of them has to say yes; else whoever answers first decides.</param>
/// <param name="Who">People; null: the manager of the deal's owner.</param>
public sealed record ApprovalRule(ApprovalKind? Of, TermLimits Over, bool All, IReadOnlyList<Guid?> Who);

/// <summary>The company's rules for approvals, as one document: what is approved in advance, who decides over the rest, and how long a question stands.</summary>
/// <param name="InAdvance">What lies within one of these is approved as soon as it is asked.</param>
/// <param name="Hours">So many working hours of the deal's owner a question stands.</param>
/// <param name="RemindHours">After so many those who have not answered are reminded.</param>
public sealed record ApprovalBook(IReadOnlyList<TermLimits> InAdvance, IReadOnlyList<ApprovalRule> Rules, int Hours, int RemindHours)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Until an admin makes rules: nothing is approved in advance, and the owner's manager decides.</summary>
    public static readonly ApprovalBook Unmade = new([], [], 16, 8);

    public static ApprovalBook Read(string document) => JsonSerializer.Deserialize<ApprovalBook>(document, Json)!;

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>Everybody whom a rule names.</summary>
    public IEnumerable<Guid> Named => Rules.SelectMany(r => r.Who).OfType<Guid>().Distinct();
}
