using System.Text.Json;
using BotCoach.People;

namespace BotCoach.Chat;

/// <summary>One request to the API, with everything a feature needs to answer it: by which key, when, and what came along.</summary>
/// <param name="Body">What was sent as JSON; null where it was something else, or nothing.</param>
/// <param name="Text">What was sent, where it was no JSON.</param>
/// <param name="IfMatch">The revision that the caller saw last, as it was given out in <c>ETag</c>; null: it does not matter.</param>
public sealed record ApiCall(ApiKey Key, DateTimeOffset Now, JsonElement? Body, string Text, long? IfMatch)
{
    public Actor Actor { get; } = Key.Actor;
}

/// <summary>What a request is answered. Below 400 what it changed is committed with it; from there on nothing is.</summary>
/// <param name="Body">An object, which is written as JSON; a text as it is.</param>
public sealed record ApiAnswer(int Status, object Body)
{
    /// <summary>The revision of what the body shows.</summary>
    public long? Revision { get; init; }

    public string? Location { get; init; }

    /// <summary>After how many seconds to ask again.</summary>
    public int? Wait { get; init; }

    /// <summary>What is left to do once the changes can be read: still in the same unit of work.</summary>
    public Func<Task>? Then { get; init; }

    /// <summary>What is written down although the request was refused: a unit of work of its own, once the request's is undone.</summary>
    public Func<IServiceProvider, Task>? Besides { get; init; }

    public static ApiAnswer Ok(object body) => new(200, body);

    public static ApiAnswer Refused(int status, string title, string detail) => new(status, new ApiProblem(status, title, detail));

    /// <summary>What was sent cannot be taken, each with its place in it.</summary>
    public static ApiAnswer Faulty(IReadOnlyDictionary<string, string> faults) =>
        new(422, new ApiProblem(422, "Not taken", faults.Count == 1 ? "One thing has to be put right; nothing was changed." : $"{faults.Count} things have to be put right; nothing was changed.") { Errors = faults });
}

/// <summary>What went wrong, as RFC 9457 has it.</summary>
public record ApiProblem(int Status, string Title, string Detail)
{
    /// <summary>Where in what was sent, and what would be right.</summary>
    public IReadOnlyDictionary<string, string>? Errors { get; init; }
}
