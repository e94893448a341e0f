using System;
using System.CommandLine;
using MeterFirmware.Bench.HeadEnd;

namespace MeterFirmware.Bench.Commands.Send;

/// <summary>The head end's words for what the customer sees.</summary>
internal sealed class CustomerWords(Sending sending)
{
    /// <summary>A text to be shown (ECS10, GCS07).</summary>
    public Command DefineMessage() =>
        DefineText("message", "Shows the customer a message (ECS10, GCS07).", MeterCommands.SendMessage, "text");

    /// <summary>The number of the meter point (ECS39a, GCS41).</summary>
    public Command DefineMeterPoint() =>
        DefineText("meter-point", "Sets the MPAN or MPRN (ECS39a, GCS41).", MeterCommands.SetMeterPoint, "number");

    /// <summary>The supplier's contact details (ECS16, GCS44).</summary>
    public Command DefineContact()
    {
        var name = new Argument<string>("name") { Description = "1 to 15 octets." };
        var telephone = new Argument<string>("telephone") { Description = "1 to 18 octets." };
        var command = new Command("contact", "Sets the supplier's contact details (ECS16, GCS44).") { name, telephone };
        command.SetAction(parsed =>
        {
            string nameText = parsed.GetValue(name);
            string telephoneText = parsed.GetValue(telephone);
            sending.Send(parsed, meterKind => MeterCommands.WriteContact(meterKind, nameText, telephoneText));
        });
        return command;
    }

    /// <summary>Disable Privacy PIN Protection (ECS14, GCS11).</summary>
    public Command DefinePin()
    {
        var pin = new Command("disable-pin", "Disables the privacy PIN (ECS14, GCS11).");
        pin.SetAction(parsed => sending.Send(parsed, MeterCommands.DisablePin));
        return pin;
    }

    private Command DefineText(string name, string description, Func<int, string, CommandPlan> plan, string what)
    {
        var text = new Argument<string>(what);
        var command = new Command(name, description) { text };
        command.SetAction(parsed =>
        {
            string value = parsed.GetValue(text);
            sending.Send(parsed, meterKind => plan(meterKind, value));
        });
        return command;
    }
}
