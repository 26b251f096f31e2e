using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Deals;

/// <summary>Opens a form. Plain words carry no trigger to open one with, on any platform alike, nor does every press: they get a button that does.</summary>
public sealed class FormDoor(Outbox outbox)
{
    /// <param name="again">The button that opens the same form.</param>
    public async Task<Reply> OpenAsync(Turn turn, Form form, Button again, string about)
    {
        if (turn.Inbound is not TextSaid and { OpensForm: true }) return new OpenForm(form);
        await outbox.AnswerAsync(turn, Message.Of(about, new Paragraph(about), Buttons.Of(again with { Look = Look.Main })));
        return Reply.None;
    }
}
