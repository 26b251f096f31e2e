using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotCoach.Recaps.Model;

/// <summary>What a model is to answer: the lines of a recap, each with the numbers of the cues it rests on. A model that answers anything else has answered nothing.</summary>
public sealed record ModelAnswer
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString };

    /// <summary>Strict, as the platforms want a schema: every property required, nothing beside them.</summary>
    public static readonly JsonElement Schema = JsonDocument.Parse(SchemaText()).RootElement.Clone();

    [JsonRequired]
    public IReadOnlyList<ModelLine> Summary { get; init; } = [];
    [JsonRequired]
    public IReadOnlyList<ModelLine> Problem { get; init; } = [];
    [JsonRequired]
    public IReadOnlyList<ModelLine> Impact { get; init; } = [];
    [JsonRequired]
    public IReadOnlyList<ModelLine> SuccessCriteria { get; init; } = [];
    [JsonRequired]
    public IReadOnlyList<ModelLine> Decisions { get; init; } = [];
    [JsonRequired]
    public IReadOnlyList<ModelLine> Risks { get; init; } = [];
    [JsonRequired]
    public IReadOnlyList<ModelLine> Competitors { get; init; } = [];
    [JsonRequired]
    public IReadOnlyList<ModelObjection> Objections { get; init; } = [];
    [JsonRequired]
    public IReadOnlyList<ModelPerson> Stakeholders { get; init; } = [];
    [JsonRequired]
    public IReadOnlyList<ModelStep> NextSteps { get; init; } = [];
    [JsonRequired]
    public IReadOnlyList<ModelProof> Criteria { get; init; } = [];

    /// <summary>The words in which the day of the decision or signature was said; one at the most.</summary>
    [JsonRequired]
    public IReadOnlyList<ModelLine> CloseDate { get; init; } = [];

    /// <summary>Null for whatever is no such answer.</summary>
    public static ModelAnswer? Read(string? text)
    {
        var json = Bare(text);
        if (json.Length == 0 || json[0] != '{') return null;
        try
        {
            return JsonSerializer.Deserialize<ModelAnswer>(json, Options) is { } answer && answer.IsWhole ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsWhole => new System.Collections.IEnumerable?[] { Summary, Problem, Impact, SuccessCriteria, Decisions, Risks, Competitors, Objections, Stakeholders, NextSteps, Criteria, CloseDate }
        .All(list => list is not null && list.Cast<object?>().All(item => item is not null));

    // Some servers put what they were asked for into a fence.
    private static string Bare(string? text)
    {
        var bare = (text ?? "").Trim();
        if (!bare.StartsWith("```", StringComparison.Ordinal)) return bare;
        var from = bare.IndexOf('\n') + 1;
        var to = bare.LastIndexOf("```", StringComparison.Ordinal);
        return to > from ? bare[from..to].Trim() : bare;
    }

    private static string SchemaText()
    {
        const string Cues = "\"cues\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}";
        static string Of(string properties)
        {
            using var names = JsonDocument.Parse("{" + properties + "}");
            var required = string.Join(',', names.RootElement.EnumerateObject().Select(p => $"\"{p.Name}\""));
            return $"{{\"type\":\"object\",\"properties\":{{{properties}}},\"required\":[{required}],\"additionalProperties\":false}}";
        }
        static string Many(string name, string item) => $"\"{name}\":{{\"type\":\"array\",\"items\":{item}}}";
        const string Word = "{\"type\":\"string\"}", Perhaps = "{\"type\":[\"string\",\"null\"]}";
        var line = Of($"\"text\":{Word},{Cues}");
        return Of(string.Join(',', new[] { "summary", "problem", "impact", "success_criteria", "decisions", "risks", "competitors", "close_date" }.Select(n => Many(n, line))) + ","
            + Many("objections", Of($"\"kind\":{{\"type\":\"string\",\"enum\":[{string.Join(',', Enum.GetNames<ObjectionKind>().Select(k => $"\"{k.ToLowerInvariant()}\""))}]}},\"text\":{Word},{Cues}")) + ","
            + Many("stakeholders", Of($"\"name\":{Word},\"role\":{Perhaps},{Cues}")) + ","
            + Many("next_steps", Of($"\"owner\":{Perhaps},\"side\":{{\"type\":\"string\",\"enum\":[\"seller\",\"buyer\",\"both\",\"unknown\"]}},\"action\":{Word},\"due_words\":{Perhaps},\"condition\":{Perhaps},{Cues}")) + ","
            + Many("criteria", Of($"\"id\":{Word},\"text\":{Word},{Cues}")));
    }
}

public sealed record ModelLine(string? Text, IReadOnlyList<int>? Cues);

public sealed record ModelObjection(string? Kind, string? Text, IReadOnlyList<int>? Cues);

public sealed record ModelPerson(string? Name, string? Role, IReadOnlyList<int>? Cues);

public sealed record ModelStep(string? Owner, string? Side, string? Action, string? DueWords, string? Condition, IReadOnlyList<int>? Cues);

public sealed record ModelProof(string? Id, string? Text, IReadOnlyList<int>? Cues);
