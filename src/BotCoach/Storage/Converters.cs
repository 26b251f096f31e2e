using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace BotCoach.Storage;

/// <summary>SQLite has no instants: milliseconds since 1970, which sort and compare.</summary>
internal sealed class MillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
    instant => instant.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));

/// <summary>Instants are kept to the millisecond, in UTC, on every database alike.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => instant.ToUniversalTime(), stored => stored.ToUniversalTime());

internal sealed class LocalDateConverter() : ValueConverter<LocalDate, DateOnly>(
    day => day.ToDateOnly(), stored => LocalDate.FromDateOnly(stored));

internal sealed class LocalTimeConverter() : ValueConverter<LocalTime, TimeOnly>(
    time => time.ToTimeOnly(), stored => LocalTime.FromTimeOnly(stored));

internal sealed class TextMapConverter() : ValueConverter<Dictionary<string, string>, string>(
    map => JsonSerializer.Serialize(map, JsonSerializerOptions.Default),
    stored => stored == "{}" ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(stored, JsonSerializerOptions.Default)!);

internal sealed class TextMapComparer() : ValueComparer<Dictionary<string, string>>(
    (a, b) => a!.Count == b!.Count && !a.Except(b).Any(),
    map => map.Count,
    map => new Dictionary<string, string>(map));
