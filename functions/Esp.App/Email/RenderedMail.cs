namespace Esp.App.Email;

/// <summary>A mail ready to send: a subject of one line, and the same content as plain text and as HTML. A subject with a line break or a control character is refused.</summary>
public sealed record RenderedMail
{
    public RenderedMail(string subject, string text, string html)
    {
        if (string.IsNullOrWhiteSpace(subject) || subject.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
            throw new ArgumentException("A subject is one line of words.", nameof(subject));
        (Subject, Text, Html) = (subject, text, html);
    }

    public string Subject { get; }

    public string Text { get; }

    public string Html { get; }
}

/// <summary>A mail template that cannot be used: the start fails with the file and the reason.</summary>
public sealed class BrokenMailTemplateException : Exception
{
    public BrokenMailTemplateException(string file, string reason, Exception? inner = null)
        : base($"The mail template {file} is broken: {reason}", inner)
    {
    }

    public BrokenMailTemplateException()
    {
    }

    public BrokenMailTemplateException(string message)
        : base(message)
    {
    }

    public BrokenMailTemplateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
