using System.Collections;
using System.Reflection;

namespace BotCoach.Tests.Stages;

/// <summary>
/// Compares two things property by property, by reflection: a part that somebody adds to a book later is compared without anybody remembering to.
/// </summary>
internal static class Same
{
    public static string? Difference(object? a, object? b, string place = "book")
    {
        if (a is null || b is null) return a is null && b is null ? null : $"{place}: {a ?? "nothing"} and {b ?? "nothing"}";
        if (a is string or Enum || a.GetType().IsPrimitive) return a.Equals(b) ? null : $"{place}: '{a}' and '{b}'";
        if (a is IReadOnlyDictionary<string, int> map) return Maps(map, (IReadOnlyDictionary<string, int>)b, place);
        if (a is IEnumerable list) return Lists([.. list.Cast<object>()], [.. ((IEnumerable)b).Cast<object>()], place);
        return a.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => Difference(p.GetValue(a), p.GetValue(b), $"{place}.{p.Name}")).FirstOrDefault(d => d is not null);
    }

    private static string? Maps(IReadOnlyDictionary<string, int> a, IReadOnlyDictionary<string, int> b, string place) =>
        a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var value) && value == pair.Value) ? null : $"{place} differs";

    private static string? Lists(List<object> a, List<object> b, string place) => a.Count != b.Count
        ? $"{place}: {a.Count} and {b.Count} items"
        : a.Select((item, i) => Difference(item, b[i], $"{place}[{i}]")).FirstOrDefault(d => d is not null);
}
