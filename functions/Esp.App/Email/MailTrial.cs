using System.Reflection;

namespace Esp.App.Email;

/// <summary>
/// Two made-up models of each mail, one with everything and one with as little as may be: the start renders both, so that a
/// misspelled variable is found then and not in the first mail that needs it.
/// </summary>
internal static class MailTrial
{
    public static IEnumerable<Mail> Of(Type mail) => [(Mail)Make(mail, full: true), (Mail)Make(mail, full: false)];

    private static object Make(Type type, bool full)
    {
        if (type == typeof(string))
            return full ? "words" : "";
        if (type == typeof(Uri))
            return new Uri("https://site.example/#x");
        if (type == typeof(int))
            return full ? 2 : 0;
        if (type == typeof(bool))
            return full;
        if (type == typeof(Paragraphs))
            return new Paragraphs(full ? "words\nwords" : "");
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return List(type.GetGenericArguments()[0], full);

        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, full))]);
    }

    private static Array List(Type element, bool full)
    {
        object[] items = full ? [Make(element, full: true), Make(element, full: false)] : [];
        var list = Array.CreateInstance(element, items.Length);
        items.CopyTo(list, 0);
        return list;
    }
}
