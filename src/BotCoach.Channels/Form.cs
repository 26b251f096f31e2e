using System.Text.Json.Serialization;

namespace BotCoach.Channels;

/// <summary>
/// A dialog with fields: a Slack modal, a Teams dialog, a dialog in the page.
/// </summary>
/// <param name="Action">The wire id to which it is submitted, <c>room.verb</c>.</param>
/// <param name="Title">At most 24 characters (Slack's limit for a modal's title).</param>
/// <param name="Fields">The fields, top to bottom.</param>
/// <param name="State">What comes back with the submission, <c>id[:arg]</c>, at most 2,700 characters (Slack takes 3,000 with all that travels along); authorised again.</param>
/// <param name="BasedOn">The revision of the thing the form was made from: a stale submission is shown both texts.</param>
/// <param name="Submit">The button's label.</param>
/// <param name="Intro">A sentence above the fields.</param>
public sealed record Form(
    string Action, string Title, IReadOnlyList<Field> Fields, string State = "", long BasedOn = 0, string Submit = "Save", Text? Intro = null);

/// <summary>A field of a <see cref="Form"/>. Ids are unique in their form.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(TextField), "text")]
[JsonDerivedType(typeof(NumberField), "number")]
[JsonDerivedType(typeof(DateField), "date")]
[JsonDerivedType(typeof(ChoiceField), "choice")]
[JsonDerivedType(typeof(FindField), "find")]
[JsonDerivedType(typeof(FileField), "file")]
public abstract record Field(string Id, string Label)
{
    /// <summary>May be left empty.</summary>
    public bool Optional { get; init; }

    /// <summary>What stands in it at first.</summary>
    public string? Value { get; init; }

    /// <summary>A short hint under the field.</summary>
    public string? Hint { get; init; }
}

/// <summary>Words; several lines when <see cref="Lines"/> is more than one. At most 3,000 characters.</summary>
public sealed record TextField(string Id, string Label, int Lines = 1) : Field(Id, Label);

/// <summary>A number, submitted with a point as the decimal mark.</summary>
public sealed record NumberField(string Id, string Label) : Field(Id, Label);

/// <summary>A calendar day, submitted as <c>yyyy-MM-dd</c>, in nobody's zone.</summary>
public sealed record DateField(string Id, string Label) : Field(Id, Label);

/// <summary>One of, or with <see cref="Several"/> some of, the options; several are submitted joined by a comma.</summary>
public sealed record ChoiceField(string Id, string Label, IReadOnlyList<Option> Options, bool Several = false) : Field(Id, Label);

/// <summary>Something found while typing: the platform asks <see cref="Source"/> (a wire id) for options.</summary>
public sealed record FindField(string Id, string Label, string Source) : Field(Id, Label)
{
    /// <summary>How <see cref="Field.Value"/> is called, since there are no options to look it up in.</summary>
    public string? ValueLabel { get; init; }
}

/// <summary>A file.</summary>
public sealed record FileField(string Id, string Label) : Field(Id, Label);

/// <summary>An option of a choice: label and value at most 75 characters each (Slack's limit).</summary>
public sealed record Option(string Value, string Label);
