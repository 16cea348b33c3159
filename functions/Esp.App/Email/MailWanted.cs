using Esp.App.Portfolio;

namespace Esp.App.Email;

/// <summary>
/// A mail to send, by what caused it: the event, the template (<see cref="MailName"/>) and, where one event causes several of a
/// kind (reminders, new links), what tells them apart. Address and words are looked up when it is sent.
/// </summary>
public sealed record MailWanted(EventRef Cause, string Template, string Which = "");
