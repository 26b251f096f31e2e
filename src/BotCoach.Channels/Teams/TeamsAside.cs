using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Teams;

/// <summary>Says something in the chat that it came from, where the host has no message to send: to a guest, to a company that is not set up.</summary>
internal sealed class TeamsAside(TeamsApi api, TeamsTokens tokens, TeamsWriter writer, TimeProvider clock, ILogger<TeamsAside> log)
{
    private readonly AsidePace _pace = new(TimeSpan.FromSeconds(1), clock);

    internal Task SayAsync(TeamsPost post, Message message) => _pace.Take(post.Tenant, post.Conversation, message.Fallback)
        ? PostAsync(post, TeamsActivity.Of(writer.Plain(message), PlainWords.Line(message.Fallback, 200)))
        : Task.CompletedTask;

    /// <summary>A form that cannot open for a press of this kind waits behind a button that opens it.</summary>
    internal Task OfferAsync(TeamsPost post, Form form)
    {
        var (title, pressed) = (TeamsForms.Title(form), post.Value.At("action")?.Words("verb") ?? "");
        var offer = Message.Of(title, new Paragraph(title), Buttons.Of(new Button(title, pressed, post.Data.Words("v") ?? "", Look.Main)));
        return PostAsync(post, TeamsActivity.Of(writer.Opening(offer), title));
    }

    /// <summary>A form that stands in the chat.</summary>
    internal Task ShowAsync(TeamsPost post, JsonObject card, string title) => PostAsync(post, TeamsActivity.Of(card, title));

    /// <summary>It was taken, and a word stands in its place.</summary>
    internal Task SettleAsync(TeamsPost post, Message word) => post is { ServiceUrl: { } service, ReplyTo: { } card }
        ? tokens.CallAsync(token => api.UpdateActivity(token, service, post.Conversation, card, TeamsActivity.Of(writer.Plain(word), word.Fallback)), default)
        : Task.CompletedTask;

    private async Task PostAsync(TeamsPost post, JsonObject activity)
    {
        if (post.ServiceUrl is not { } service) return;
        var back = await tokens.CallAsync(token => api.SendToConversation(token, service, post.Conversation, activity), default);
        if (back.Status == 429) _pace.Hold(post.Tenant, back.RetryAfter);
        if (!back.Ok) log.LogInformation("Teams did not take an answer to somebody in {Tenant}: {Code}", post.Tenant, TeamsWords.Of(back.Code));
    }
}
