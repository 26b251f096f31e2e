using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;

namespace BotCoach.Recaps.Model;

/// <summary>The model that the settings name, as a chat; null where they name none.</summary>
public sealed class ModelClient(AiSettings settings)
{
    /// <summary>Each try is ours to count and to write down, so the client makes but one.</summary>
    public IChatClient? Chat { get; } = settings.Model.Length > 0 && settings.ApiKey.Length > 0
        ? new OpenAIClient(new ApiKeyCredential(settings.ApiKey), new OpenAIClientOptions
        {
            Endpoint = new Uri(settings.Endpoint), RetryPolicy = new ClientRetryPolicy(0), NetworkTimeout = TimeSpan.FromSeconds(settings.TimeoutSeconds),
        }).GetChatClient(settings.Model).AsIChatClient()
        : null;

    public string Host => new Uri(settings.Endpoint).Host;
}
