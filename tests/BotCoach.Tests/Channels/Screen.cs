using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Tests.Channels;

/// <summary>A form that says itself how its submission is answered: one of each reply.</summary>
public sealed class Screen
{
    private static readonly Form Form = new("screen.sent", "A form", [new TextField("do", "Do")]);

    public Task<Reply> OpenAsync() => Task.FromResult<Reply>(new OpenForm(Form));

    public Task<Reply> SentAsync(Turn turn) => Task.FromResult(turn.Field("do") switch
    {
        "open" => new OpenForm(Form),
        "update" => new UpdateForm(Form with { Title = "Again" }),
        "say" => Reply.Words("This was said"),
        "show" => new Say(Message.Of("This is a card", new Heading("This is a card"), new Paragraph("with two lines"))),
        "whole" => FormErrors.Whole("Not now"),
        "field" => FormErrors.At("do", "Not this"),
        "fault" => throw new InvalidOperationException("of the test"),
        _ => Reply.None,
    });
}
