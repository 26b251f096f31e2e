using System.Text.Json;

namespace BotCoach.Recaps.Reading;

/// <summary>Who took part, as recorders' JSON names them beside what was said: by name, by mail address or by both.</summary>
internal static class JsonAttendees
{
    private const int Most = 200;

    /// <summary>Fireflies: attendees with name and address, and participants as addresses alone, a list or joined by commas.</summary>
    public static IReadOnlyList<Attendee> Fireflies(JsonElement root) => Once(JsonCues.Items(root, "meeting_attendees").Select(a => Of(a, ["displayName", "name"], ["email"]))
        .Concat(Words(root, "participants").SelectMany(w => w.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(w => Of(null, w, null))));

    /// <summary>Gong: the parties of a call, with their titles.</summary>
    public static IReadOnlyList<Attendee> Gong(IEnumerable<JsonElement> parties) => Once(parties.Select(p => Of(p, ["name"], ["emailAddress", "email"])));

    private static Attendee? Of(JsonElement one, string[] names, string[] addresses) => Of(JsonCues.First(one, names), JsonCues.First(one, addresses), JsonCues.First(one, ["title"]));

    private static Attendee? Of(string? name, string? address, string? role)
    {
        address = address is not null && CallAttendee.IsAddress(address) ? address : null;
        if (name is not null && CallAttendee.IsAddress(name)) (name, address) = (null, address ?? name);
        return (name ?? address) is { } called ? new Attendee(called, role) { Address = address } : null;
    }

    /// <summary>Whoever stands there with a name is not named by the address again.</summary>
    private static IReadOnlyList<Attendee> Once(IEnumerable<Attendee?> all)
    {
        var some = all.OfType<Attendee>().Take(Most).ToList();
        var named = some.Where(a => a.Name != a.Address).Select(a => a.Address).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. some.Where(a => a.Name != a.Address || !named.Contains(a.Name)).DistinctBy(a => (a.Name, a.Address))];
    }

    private static IEnumerable<string> Words(JsonElement of, string name) =>
        of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!) : [];
}
