using System;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Terminals;
using MeterFirmware.Bench.Wire;

namespace MeterFirmware.Bench;

/// <summary>
/// A meter that runs in the PC's time, joined to the TCP port and the terminal. The meter's circuit is touched by one
/// thread alone; what others want of it waits for the end of a turn.
/// </summary>
internal sealed class RunningBench
{
    private readonly IBenchMeter meter;
    private readonly Terminal terminal;
    private readonly TcpPort port;
    private readonly UartBridge wire;
    private readonly BenchWords words;
    private readonly ConcurrentQueue<Action> wanted = new();
    private volatile bool isEnding;
    private int drawnPulses = -1;
    private string shown;

    public RunningBench(IBenchMeter meter, Terminal terminal, TcpPort port)
    {
        this.meter = meter;
        this.terminal = terminal;
        this.port = port;
        wire = new UartBridge(meter.Board.Wire.Outside);
        words = new BenchWords(meter, terminal, End);
    }

    /// <summary>Runs until the user or the system ends it.</summary>
    public void Run()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, EndBySignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, EndBySignal);
        wire.LineSent += PrintLine;
        wire.Start();
        port.Start(wire);
        meter.Start();
        terminal.Print($"port: {port.Number}");
        if (terminal.IsInteractive)
        {
            terminal.Print(BenchWords.Help);
        }

        terminal.Listen(TakeKey, TakeLine);
        while (!isEnding)
        {
            meter.Turn();
            while (wanted.TryDequeue(out Action action))
            {
                action();
            }

            ShowDisplay();
        }
    }

    // Blocks of firmware by the thousand are for nobody's eyes; the display says how far they are.
    private void PrintLine(byte[] line)
    {
        string text = Encoding.ASCII.GetString(line).TrimEnd();
        if (!MessageLine.IsOta(text))
        {
            terminal.Print(text);
        }
    }

    private void End() => isEnding = true;

    private void EndBySignal(PosixSignalContext context)
    {
        context.Cancel = true;
        End();
    }

    private bool TakeKey(char key)
    {
        string word = BenchWords.OfKey(key);
        if (word != null)
        {
            wanted.Enqueue(() => words.Do(word));
        }

        return word != null;
    }

    // What is no word for the bench is the meter's to judge.
    private void TakeLine(string line)
    {
        if (BenchWords.IsWord(line))
        {
            wanted.Enqueue(() => words.Do(line));
        }
        else
        {
            wire.Send(Encoding.ASCII.GetBytes(line + "\r\n"));
        }
    }

    private void ShowDisplay()
    {
        if (meter.Board.Display.EnablePulses == drawnPulses)
        {
            return;
        }

        drawnPulses = meter.Board.Display.EnablePulses;
        string text = meter.Board.Display.Text;
        if (text != shown)
        {
            shown = text;
            terminal.ShowDisplay(text);
        }
    }
}
