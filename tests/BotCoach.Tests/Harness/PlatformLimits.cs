using BotCoach.Channels;

namespace BotCoach.Tests.Harness;

/// <summary>
/// What no platform takes and no writer can mend by splitting or shortening. The numbers are Slack's
/// (https://docs.slack.dev/reference/block-kit), the stricter of the two.
/// </summary>
public static class PlatformLimits
{
    public static string? Complaint(Message message) => Complaints(message).FirstOrDefault();

    public static string? Complaint(Form form) => Complaints(form).FirstOrDefault();

    private static IEnumerable<string> Complaints(Message message)
    {
        if (string.IsNullOrWhiteSpace(message.Fallback)) yield return "a message without a fallback";
        if (message.Blocks.Count == 0) yield return "a message without blocks";
        if (message.Blocks.Count > 50) yield return $"{message.Blocks.Count} blocks in one message; 50 are taken";
        foreach (var block in message.Blocks)
        {
            if (string.IsNullOrWhiteSpace(block.Words)) yield return $"an empty {block.GetType().Name} block";
            if (block is Rows rows && rows.Items.Any(r => string.IsNullOrWhiteSpace(r.Text.Words))) yield return "a row without words";
            if (block is Facts facts && facts.Items.Any(f => string.IsNullOrWhiteSpace(f.Label.Words) || string.IsNullOrWhiteSpace(f.Value.Words))) yield return "a fact without words";
            if (block is Checks checks && checks.Items.Any(c => string.IsNullOrWhiteSpace(c.Text.Words))) yield return "a check without words";
        }
        foreach (var complaint in message.AllButtons.SelectMany(Complaints)) yield return complaint;
    }

    private static IEnumerable<string> Complaints(Button button)
    {
        if (string.IsNullOrWhiteSpace(button.Label)) yield return $"a button without a label ({button.Action})";
        if (button.Label.Length > 75) yield return $"a label of {button.Label.Length} characters; 75 are taken: {button.Label}";
        if (button.Value.Length > 2_000) yield return $"a button's value of {button.Value.Length} characters; 2,000 are taken ({button.Action})";
        if (!button.Action.Contains('.')) yield return $"a wire id that is not room.verb: {button.Action}";
    }

    private static IEnumerable<string> Complaints(Form form)
    {
        if (form.Title.Length is 0 or > 24) yield return $"a form's title of {form.Title.Length} characters; 1 to 24 are taken: {form.Title}";
        if (form.Submit.Length is 0 or > 24) yield return $"a submit label of {form.Submit.Length} characters; 1 to 24 are taken: {form.Submit}";
        if (form.State.Length > 2_700) yield return $"a form's state of {form.State.Length} characters; 2,700 are taken";
        if (form.Fields.Count is 0 or > 100) yield return $"{form.Fields.Count} fields in a form; 1 to 100 are taken";
        foreach (var twice in form.Fields.GroupBy(f => f.Id).Where(g => g.Count() > 1)) yield return $"two fields called {twice.Key}";
        foreach (var complaint in form.Fields.SelectMany(Complaints)) yield return complaint;
    }

    private static IEnumerable<string> Complaints(Field field)
    {
        if (string.IsNullOrWhiteSpace(field.Label)) yield return $"a field without a label ({field.Id})";
        if (field.Hint is { Length: > 2_000 }) yield return $"a hint of {field.Hint.Length} characters; 2,000 are taken ({field.Id})";
        if (field is TextField && field.Value is { Length: > 3_000 }) yield return $"a text of {field.Value.Length} characters in {field.Id}; 3,000 are taken";
        if (field is not ChoiceField choice) yield break;
        if (choice.Options.Count is 0 or > 100) yield return $"{choice.Options.Count} options in {field.Id}; 1 to 100 are taken";
        foreach (var option in choice.Options)
            if (option.Label.Length is 0 or > 75 || option.Value.Length is 0 or > 75)
                yield return $"an option of {field.Id} that is empty or longer than 75 characters: {option.Value} / {option.Label}";
        foreach (var twice in choice.Options.GroupBy(o => o.Value).Where(g => g.Count() > 1)) yield return $"two options {twice.Key} in {field.Id}";
    }
}
