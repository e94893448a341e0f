using System.CommandLine;

namespace MeterFirmware.Bench.Commands.Send;

/// <summary>
/// Plays the head end of a running bench: each word builds a command, sends it and says what the meter answered.
/// </summary>
internal static class SendCommand
{
    public static Command Create(Option<string> kind)
    {
        var sending = new Sending(kind);
        var command = new Command("send", "Sends a command to a running bench and tells its answer.");
        foreach (Option option in sending.Options)
        {
            option.Recursive = true;
            command.Add(option);
        }

        var debts = new DebtWords(sending);
        var readings = new ReadingWords(sending);
        var customer = new CustomerWords(sending);
        var tariff = new TariffWords(sending);
        var firmware = new FirmwareWords(sending);
        Command[] words =
        [
            debts.DefineAdjust(),
            debts.DefineReset(),
            readings.DefineBalance(),
            readings.DefineRead(),
            customer.DefineMessage(),
            customer.DefineMeterPoint(),
            customer.DefineContact(),
            customer.DefinePin(),
            tariff.DefineClock(),
            tariff.DefineTariff(),
            firmware.DefineFirmware(),
            firmware.DefineActivation(),
            firmware.DefineVersion(),
            DefineFile(sending),
        ];
        foreach (Command word in words)
        {
            command.Add(word);
        }

        return command;
    }

    private static Command DefineFile(Sending sending)
    {
        var path = new Argument<string>("path") { Description = "A file of hexadecimal digits." };
        var command = new Command("file", "Sends a message as it is, such as a COMMAND of the reference set.") { path };
        command.SetAction(parsed => sending.SendFile(parsed, parsed.GetValue(path)));
        return command;
    }
}
