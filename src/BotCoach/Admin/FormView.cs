using BotCoach.Channels;

namespace BotCoach.Admin;

/// <summary>A chat's form as a page shows it: the same fields, labels and hints, with what was typed and what was wrong with it.</summary>
/// <param name="Typed">What stands in the fields instead of the form's own values, after one that was not taken.</param>
public sealed record FormView(Form Form, IReadOnlyDictionary<string, string> Errors, IReadOnlyDictionary<string, string>? Typed = null)
{
    public string ValueOf(Field field) => Typed is null ? field.Value ?? "" : Typed.GetValueOrDefault(field.Id, "");

    public bool Has(Field field, string option) => ValueOf(field).Split(',').Contains(option);

    public string IdOf(Field field) => $"{Form.Action.Replace('.', '-')}-{field.Id}";

    /// <summary>What explains the field to who does not see it: its hint, and its fault.</summary>
    public string? DescribedBy(Field field)
    {
        var by = string.Join(' ', new[] { field.Hint is null ? null : $"{IdOf(field)}-hint", Errors.ContainsKey(field.Id) ? $"{IdOf(field)}-wrong" : null }.OfType<string>());
        return by.Length == 0 ? null : by;
    }

    /// <summary>What a browser has sent; several of a name are joined by a comma, and lines end by a line feed alone, as the wire has them.</summary>
    public static IReadOnlyDictionary<string, string> Read(IFormCollection form) =>
        form.Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => Lines(string.Join(',', f.Value.ToArray())));

    private static string Lines(string sent) => sent.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}

/// <summary>A chat's message as a page shows it. Its buttons press the page's own handler, where there is one.</summary>
public sealed record MessageView(Message Message, IReadOnlySet<string> Buttons)
{
    public IEnumerable<Button> Shown(IEnumerable<Button> buttons) => buttons.Where(b => Buttons.Contains(b.Action));
}
