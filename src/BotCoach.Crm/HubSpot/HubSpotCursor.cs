using System.Globalization;

namespace BotCoach.Crm.Wire.HubSpot;

/// <summary>
/// How far a pass through HubSpot's deals is: by change time, and not by <c>after</c>, which counts from the front of a list that moves under it, so that a deal changed between two pages
/// pushes another out of both, and ends at 10,000 (https://developers.hubspot.com/docs/api-reference/crm-search-v3/guide). What has the last page's own last instant is asked for again, and passed over.
/// </summary>
/// <param name="From">Deals changed at this millisecond or later; with <see cref="Tie"/>, at it alone.</param>
/// <param name="Seen">Ids at that instant that a page had already.</param>
/// <param name="Tie">Where more changed at one instant than a page holds, they are gone through by id, behind this one.</param>
internal sealed record HubSpotCursor(long From, IReadOnlyList<string> Seen, long? Tie = null)
{
    public static HubSpotCursor Of(DateTimeOffset? since, string? written)
    {
        if (written is null) return new(since?.ToUnixTimeMilliseconds() ?? 0, []);
        var parts = written.Split(';');
        return new(long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries), parts.Length > 2 ? long.Parse(parts[2], CultureInfo.InvariantCulture) : null);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From};{string.Join(',', Seen)}{(Tie is { } tie ? $";{tie}" : "")}");

    public object Query(IReadOnlyList<string> properties) => Tie is { } behind
        ? Of([Filter("hs_lastmodifieddate", "EQ", From), Filter("hs_object_id", "GT", behind)], "hs_object_id", properties)
        : Of([Filter("hs_lastmodifieddate", "GTE", From)], "hs_lastmodifieddate", properties);

    /// <summary>Where the page after this one begins; null: this was the last.</summary>
    public HubSpotCursor? After(IReadOnlyList<SourceDeal> page)
    {
        var full = page.Count >= HubSpotSource.Page;
        if (Tie is not null) return full ? this with { Tie = page.Max(d => long.Parse(d.Id, CultureInfo.InvariantCulture)) } : new(From + 1, []);
        if (!full) return null;
        var last = page[^1].Modified.ToUnixTimeMilliseconds();
        return last == From ? new(From, [], 0) : new(last, [.. page.Where(d => d.Modified.ToUnixTimeMilliseconds() == last).Select(d => d.Id)]);
    }

    private static object Of(object[] filters, string sort, IReadOnlyList<string> properties) => new
    {
        filterGroups = new[] { new { filters } }, sorts = new[] { new { propertyName = sort, direction = "ASCENDING" } }, properties, limit = HubSpotSource.Page,
    };

    private static object Filter(string propertyName, string @operator, long value) => new { propertyName, @operator, value = value.ToString(CultureInfo.InvariantCulture) };
}
