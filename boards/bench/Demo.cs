using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Bench.Terminals;
using MeterFirmware.Core.Payment;
using MeterFirmware.VirtualEsp32;
using Spectre.Console;

namespace MeterFirmware.Bench;

/// <summary>
/// A short story in one process: debts are set, one is adjusted, one is reset, and a replay is refused. The time of the
/// virtual chip is stepped, so that nobody waits.
/// </summary>
internal sealed class Demo : IDisposable
{
    private const int Pound = 100_000;
    private const int AnswerTurns = 1_000;
    private const int SilenceTurns = 100;

    // More than any meter of the bench has.
    private const int MostScreens = 40;

    // A turn rests 5 ms, and two seconds are a hold.
    private const int ButtonTurns = 40;
    private const int HoldTurns = 440;

    private readonly IAnsiConsole console;
    private readonly VirtualMeter meter;
    private readonly HeadEndSystem headEnd;
    private readonly MeterIdentity identity;
    private readonly OriginatorCounter counter;
    private readonly List<string> deviceLines = [];

    /// <summary>Powers the meter.</summary>
    /// <param name="folder">Locked.</param>
    /// <param name="console">Where the story is told.</param>
    public Demo(DataFolder folder, IAnsiConsole console)
    {
        this.console = console;
        Console.SetOut(new DeviceConsole(deviceLines.Add));
        identity = Identities.OpenOrMake(folder);
        headEnd = new HeadEndSystem(identity);
        counter = OriginatorCounter.Open(folder.CounterFile);
        meter = new VirtualMeter(folder, identity, VirtualClock.Stepped(), DateTimeOffset.UtcNow);
    }

    /// <summary>Tells the story.</summary>
    /// <exception cref="BenchException">It did not come out as it should.</exception>
    public void Tell()
    {
        Say(
            "The meter",
            $"The {DataFolder.NameOf(identity.Kind)} {EuiText.Of(identity.Device.Id)}, on a virtual ESP32, gets its power."
        );
        meter.Start();
        Run(ButtonTurns);
        TellDeviceLines();
        ShowDisplay();
        ClearOldDebts();

        Say(
            "1. Three debts",
            "The supplier sets £30 and £15, to be recovered by time, and £50, to be recovered from payments (Manage Debt)."
        );
        var debts = new DebtAdjustment
        {
            Time1Millipence = 30 * Pound,
            Time2Millipence = 15 * Pound,
            PaymentMillipence = 50 * Pound,
        };
        Send(MeterCommands.ManageDebt(identity.Kind, debts));
        ShowDebts();

        Say("2. One is adjusted", "£10 of Time Debt [1] are forgiven: the same command with a negative amount.");
        Send(MeterCommands.ManageDebt(identity.Kind, DebtAdjustment.None with { Time1Millipence = -10 * Pound }));

        Say("3. One is reset", "The Payment Debt becomes zero, whatever it is: the command of SECMP0002.");
        string reset = Send(MeterCommands.ResetDebt(identity.Kind, Debt.Payment));
        ShowDebts();

        Say("4. A replay", "Somebody sends the last command again, octet for octet. The meter says nothing to that.");
        Replay(reset);

        Say("The accounts", "Money only moves between accounts: they add up to zero, always.");
        ShowAccounts();
        Require(Debts() is [20 * Pound, 15 * Pound, 0], "the debts are not what the story says");
    }

    public void Dispose()
    {
        meter.Dispose();
        counter.Dispose();
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new BenchException(otherwise);
        }
    }

    private void Say(string title, string text)
    {
        console.WriteLine();
        console.Write(new Rule(title) { Justification = Justify.Left });
        console.WriteLine(text);
    }

    // A meter of an earlier run still has that one's debts.
    private void ClearOldDebts()
    {
        int[] debts = Debts();
        for (int debt = 0; debt < Debt.Count; debt++)
        {
            if (debts[debt] != 0)
            {
                Say("Before", $"{DebtNames.Of(debt)} holds {MoneyText.Of(debts[debt])} from before. It is reset.");
                Send(MeterCommands.ResetDebt(identity.Kind, debt));
            }
        }
    }

    private int[] Debts() => [.. Enumerable.Range(0, Debt.Count).Select(meter.State.Debts.GetMillipence)];

    private string Send(CommandPlan plan)
    {
        byte[] message = headEnd.Build(plan, counter.Next());
        string line = MessageLine.Write(0, message);
        string answer = Exchange(line, AnswerTurns);
        Require(answer != null, "the meter did not answer");
        var response = new MeterMessage(MessageLine.Read(answer));
        Require(headEnd.IsAuthentic(response), "the answer is not the meter's");
        var text = new ResponseText(response, plan.Instructions);
        foreach (string outcome in text.Lines)
        {
            console.WriteLine("  " + outcome);
        }

        Require(text.Succeeded, "the meter did not do all of it");
        return line;
    }

    private void Replay(string line)
    {
        int[] before = Debts();
        Require(Exchange(line, SilenceTurns) == null, "the meter answered a replay");
        Require(Debts().SequenceEqual(before), "a replay changed a debt");
    }

    // Null if no line comes back.
    private string Exchange(string line, int turns)
    {
        WriteLong("UART in   ", line);
        byte[] octets = Encoding.ASCII.GetBytes(line + "\r\n");
        UartEnd wire = meter.Board.Wire.Outside;
        var answer = new StringBuilder();
        int sent = 0;
        for (int turn = 0; turn < turns && !answer.ToString().EndsWith('\n'); turn++)
        {
            sent += wire.Write(octets, sent, octets.Length - sent);
            meter.Turn();
            byte[] piece = new byte[wire.Available];
            wire.Read(piece, 0, piece.Length);
            answer.Append(Encoding.ASCII.GetString(piece));
        }

        // The display follows in the next turn.
        Run(1);
        TellDeviceLines();
        string text = answer.ToString().TrimEnd();
        WriteLong("UART out  ", text.Length == 0 ? "(nothing)" : text);
        return text.Length == 0 ? null : text;
    }

    private void Run(int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            meter.Turn();
        }
    }

    private void TellDeviceLines()
    {
        foreach (string line in deviceLines)
        {
            console.WriteLine("console   " + line);
        }

        deviceLines.Clear();
    }

    // Not through the console's own layout, which would break a line of octets where it likes.
    private void WriteLong(string head, string line) => console.Profile.Out.Writer.WriteLine(head + line);

    private void ShowDisplay() => console.Write(DisplayPanel.Of(meter.Board.Display.Text));

    // Held, button A goes back to the default; pressed, through all screens and round again. The default may look like
    // one of them, so that the first after it says when all were there.
    private void ShowDebts()
    {
        console.WriteLine("The display, as button A steps through its screens:");
        PressButton(HoldTurns);
        PressButton(ButtonTurns);
        var screens = new List<Panel>();
        string first = meter.Board.Display.Text;
        string text = first;
        do
        {
            Require(screens.Count < MostScreens, "the screens do not come round");
            screens.Add(DisplayPanel.Of(text));
            PressButton(ButtonTurns);
            text = meter.Board.Display.Text;
        } while (text != first);

        console.Write(new Columns(screens) { Expand = false });
    }

    private void PressButton(int turns)
    {
        meter.Board.ButtonA.Set(true);
        Run(turns);
        meter.Board.ButtonA.Set(false);
        Run(ButtonTurns);
    }

    private void ShowAccounts()
    {
        var table = new Table().AddColumn("account").AddColumn(new TableColumn("balance").RightAligned());
        for (int account = 0; account < Account.Count; account++)
        {
            table.AddRow(
                Account.NameOf(account).EscapeMarkup(),
                MoneyText.Of(meter.State.Accounts.GetBalance(account))
            );
        }

        console.Write(table);
        console.WriteLine($"sum of all accounts: {meter.State.Accounts.Sum()} millipence");
    }
}
