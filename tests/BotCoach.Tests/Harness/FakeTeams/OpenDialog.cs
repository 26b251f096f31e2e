using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>A dialog on somebody's screen: a card to fill, a page, or a sentence.</summary>
public sealed class OpenDialog
{
    public required string Title { get; init; }

    /// <summary>Where it was opened: what it is submitted with.</summary>
    public required DialogOrigin Origin { get; init; }

    /// <summary>The card, as it is filled; null for a page or a sentence.</summary>
    public CardForm? Form { get; init; }

    /// <summary>The page; null for a card or a sentence.</summary>
    public string? Url { get; init; }

    /// <summary>The sentence; null for a card or a page.</summary>
    public string? Text { get; init; }

    /// <summary>What a person reads on it.</summary>
    public string Words => string.Join("\n", [Title, Text ?? "", Form is null ? "" : CardWords.Of(Form.Card, Form)]);
}

/// <summary>What a dialog was opened from: a button of a message, or a command in a message's menu.</summary>
/// <param name="Post">The message; null where the command was run from elsewhere.</param>
/// <param name="Room">The conversation.</param>
/// <param name="CommandId">The command; null for a button.</param>
public sealed record DialogOrigin(TeamsPost? Post, TeamsRoom Room, string? CommandId);
