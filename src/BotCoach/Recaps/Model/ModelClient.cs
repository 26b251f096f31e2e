using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;

namespace BotCoach.Recaps.Model;

/// <summary>The model that the settings name, as a chat; null where they name none.</summary>
public sealed class ModelClient(AiSettings settings)
{
    public IChatClient? Chat { get; } = settings.Model.Length > 0 && settings.ApiKey.Length > 0 ? Open(settings) : null;

    public string Host => new Uri(settings.Endpoint).Host;

    /// <summary>Each try is ours to count and to write down, so the client makes but one.</summary>
    // apart, so that a host without a model loads none of the client
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IChatClient Open(AiSettings settings) => new OpenAIClient(new ApiKeyCredential(settings.ApiKey), new OpenAIClientOptions
    {
        Endpoint = new Uri(settings.Endpoint), RetryPolicy = new ClientRetryPolicy(0), NetworkTimeout = TimeSpan.FromSeconds(settings.TimeoutSeconds),
    }).GetChatClient(settings.Model).AsIChatClient();
}
