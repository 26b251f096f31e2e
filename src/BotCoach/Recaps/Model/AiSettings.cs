namespace BotCoach.Recaps.Model;

/// <summary>A language model that drafts recaps. It is used where a model and a key are named; else the built-in writer drafts them all.</summary>
public sealed class AiSettings
{
    public const string OpenAis = "https://api.openai.com/v1";

    /// <summary>Anything that speaks OpenAI's chat completions: OpenAI, Azure OpenAI (…/openai/v1), Ollama and vLLM (…/v1).</summary>
    public string Endpoint { get; init; } = OpenAis;

    /// <summary>The model, or Azure's deployment, by its name there.</summary>
    public string Model { get; init; } = "";

    /// <summary>Empty: no model is used. Ollama takes any word.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Names, mail addresses and phone numbers are replaced before anything is sent, and put back afterwards.</summary>
    public bool HideNames { get; init; } = true;

    /// <summary>Enough for four hours. Of a call that would take more, so much of its end is read as that allows, and the draft says so.</summary>
    public int TokensPerCall { get; init; } = 250_000;

    /// <summary>So long an answer is waited for.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>What a million tokens cost, in and out, in cents of whatever is paid in; 0: not said, and no cost is shown.</summary>
    public int CentsPerMillionIn { get; init; }
    public int CentsPerMillionOut { get; init; }
}
