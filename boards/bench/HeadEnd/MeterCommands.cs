using System;
using System.Text;
using MeterFirmware.Core;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>The commands that both kinds of meter have, each in its own form.</summary>
internal static class MeterCommands
{
    public static CommandPlan ManageDebt(int kind, DebtAdjustment change) =>
        IsEsme(kind) ? EsmeCommands.ManageDebt(change) : GsmeCommands.ManageDebt(change);

    /// <summary>SECMP0002.</summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    /// <param name="debt">A <see cref="Core.Payment.Debt"/>.</param>
    public static CommandPlan ResetDebt(int kind, int debt) =>
        IsEsme(kind) ? EsmeCommands.ResetDebt(debt) : GsmeCommands.ResetDebt(debt);

    public static CommandPlan ReadBalance(int kind) =>
        IsEsme(kind) ? EsmeCommands.ReadBalance() : GsmeCommands.ReadBalance();

    /// <summary>A message to the customer.</summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    /// <param name="text">Up to 116 octets of UTF-8; none takes the last one away.</param>
    /// <exception cref="UsageException">The text is too long.</exception>
    public static CommandPlan SendMessage(int kind, string text)
    {
        byte[] octets = Utf8(text, "a message", 0, 116);
        return IsEsme(kind) ? EsmeCommands.SendMessage(octets) : GsmeCommands.SendMessage(octets);
    }

    /// <summary>Contact Details.</summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    /// <param name="name">1 to 15 octets of UTF-8.</param>
    /// <param name="telephone">1 to 18.</param>
    /// <exception cref="UsageException">A text is empty or too long.</exception>
    public static CommandPlan WriteContact(int kind, string name, string telephone)
    {
        byte[] nameOctets = Utf8(name, "the supplier's name", 1, 15);
        byte[] telephoneOctets = Utf8(telephone, "the telephone number", 1, 18);
        return IsEsme(kind)
            ? EsmeCommands.WriteContact(nameOctets, telephoneOctets)
            : GsmeCommands.WriteContact(nameOctets, telephoneOctets);
    }

    /// <summary>Disable Privacy PIN Protection.</summary>
    public static CommandPlan DisablePin(int kind) =>
        IsEsme(kind) ? EsmeCommands.DisablePin() : GsmeCommands.DisablePin();

    /// <summary>MPAN or MPRN.</summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    /// <param name="number">13 digits of an MPAN; an MPRN has 1 to 32 characters.</param>
    /// <exception cref="UsageException">It is of another length.</exception>
    public static CommandPlan SetMeterPoint(int kind, string number) =>
        IsEsme(kind)
            ? EsmeCommands.SetMeterPoint(Utf8(number, "an MPAN", 13, 13))
            : GsmeCommands.SetMeterPoint(Utf8(number, "an MPRN", 1, 32));

    /// <summary>Set Clock.</summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    /// <param name="time">What time it is.</param>
    /// <param name="toleranceSeconds">The interval that is sent begins so long before it and ends so long after.</param>
    public static CommandPlan SetClock(int kind, DateTimeOffset time, int toleranceSeconds)
    {
        DateTime start = time.UtcDateTime.AddSeconds(-toleranceSeconds);
        DateTime end = time.UtcDateTime.AddSeconds(toleranceSeconds);
        return IsEsme(kind) ? EsmeCommands.SetClock(start, end) : GsmeCommands.SetClock(start, end);
    }

    /// <summary>Set Tariff and Price.</summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    /// <param name="order">The tariff.</param>
    /// <exception cref="UsageException">A meter of this kind cannot have it.</exception>
    public static CommandPlan SetTariff(int kind, TariffOrder order) =>
        IsEsme(kind) ? EsmeTariffCommand.Of(order) : GsmeTariffCommand.Of(order);

    private static byte[] Utf8(string text, string what, int least, int most)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        if (octets.Length < least || octets.Length > most)
        {
            string range = least == most ? $"{most}" : $"{least} to {most}";
            throw new UsageException($"{what} has {range} octets, not {octets.Length}");
        }

        return octets;
    }

    private static bool IsEsme(int kind) => kind == MeterKind.Esme;
}
