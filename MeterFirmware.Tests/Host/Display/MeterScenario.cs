using System;
using System.Linq;
using System.Text;
using MeterFirmware.Bench;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Tests.Host.Bench;
using MeterFirmware.VirtualEsp32;
using MeterFirmware.VirtualEsp32.Parts;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Display;

/// <summary>
/// A whole meter on the virtual DevKitC: its loop, its drivers, its flash, with a head end at its UART. What is on the LCD
/// came through all of it.
/// </summary>
internal sealed class MeterScenario : LcdRecord, IDisposable
{
    /// <summary>A Friday, ten seconds before seven, when the second rate begins.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 1, 30, 6, 59, 50, TimeSpan.Zero);

    private const int TurnMilliseconds = 5;
    private const int BounceTimes = 3;
    private const int BounceMicroseconds = 1_000;
    private const int AnswerMilliseconds = 100;
    private const int ResponseKind = 2;

    private readonly TestFolder folder = new();
    private readonly DataFolder data;
    private readonly MeterIdentity identity;
    private readonly HeadEndSystem headEnd;
    private readonly GasMeter gas;
    private VirtualMeter meter;
    private long counter;

    public MeterScenario(int kind, DateTimeOffset? utc, bool isReference = false, GasMeter gas = null)
    {
        this.gas = gas;
        data = new DataFolder(folder.Path, kind, isReference ? DataFolder.ReferenceIdentity : DataFolder.OwnIdentity);
        data.Lock().Dispose();
        identity = Identities.OpenOrMake(data);
        headEnd = new HeadEndSystem(identity);
        Power(utc);
    }

    public override Hd44780Lcd Lcd => meter.Board.Display;

    public MeterState State => meter.State;

    protected override Contact ButtonA => meter.Board.ButtonA;

    protected override Contact ButtonB => meter.Board.ButtonB;

    private int Kind => State.Configuration.Kind;

    /// <summary>The meter loses its power, and gets it again.</summary>
    public void Restart(DateTimeOffset? utc)
    {
        meter.Dispose();
        Power(utc);
    }

    public override void Wait(int milliseconds)
    {
        long end = meter.Chip.Clock.NowMicroseconds + milliseconds * 1000L;
        while (meter.Chip.Clock.NowMicroseconds < end)
        {
            meter.Turn();
        }
    }

    /// <summary>Button A is touched for less than its debounce time.</summary>
    public void Glitch()
    {
        ButtonA.Set(true);
        Wait(TurnMilliseconds);
        ButtonA.Set(false);
        Wait(20 * TurnMilliseconds);
    }

    /// <summary>Gives pulses to the metrology and lets them pass.</summary>
    public void Pulse(int count, int periodMilliseconds)
    {
        meter.Board.Pulses.Emit(count, periodMilliseconds / 2, periodMilliseconds);
        Wait(count * periodMilliseconds);
    }

    /// <summary>Sends a command, which the meter must take and answer with success.</summary>
    public void Send(Func<int, CommandPlan> plan)
    {
        CommandPlan command = plan(Kind);
        counter++;
        byte[] line = Encoding.ASCII.GetBytes(MessageLine.Write(1, headEnd.Build(command, counter)) + "\r\n");
        meter.Board.Wire.Outside.Write(line, 0, line.Length);
        Wait(AnswerMilliseconds);
        byte[] answer = new byte[meter.Board.Wire.Outside.Available];
        meter.Board.Wire.Outside.Read(answer, 0, answer.Length);
        // The meter's alerts share the line with its answers.
        MeterMessage message = Encoding
            .ASCII.GetString(answer)
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(text => new MeterMessage(MessageLine.Read(text)))
            .Single(each => each.Kind == ResponseKind && each.Counter == counter);
        Assert.IsTrue(headEnd.IsAuthentic(message), command.Title);
        Assert.IsTrue(new ResponseText(message, command.Instructions).Succeeded, command.Title);
    }

    /// <summary>Puts the meter in Prepayment mode, with emergency credit of 5 from 1 on and low credit below 2.</summary>
    public void Prepay(int balanceMillipence)
    {
        PaymentEngine payment = State.Payment;
        int mode = PaymentSettings.PackMode(PaymentMode.Prepayment, false, false);
        Assert.IsTrue(payment.Apply(PaymentSetting.EmergencyCreditLimit, 500_000));
        Assert.IsTrue(payment.Apply(PaymentSetting.EmergencyCreditThreshold, 100_000));
        Assert.IsTrue(payment.Apply(PaymentSetting.LowCreditThreshold, 200_000));
        Assert.IsTrue(payment.Apply(PaymentSetting.Mode, mode));
        Assert.IsTrue(payment.AdjustBalance(balanceMillipence));
    }

    /// <summary>
    /// Two rates of 12.345 and 23.456 pence and a standing charge of 60.123. An ESME changes at seven, a GSME on Saturday.
    /// </summary>
    public void GiveTariff()
    {
        bool isGas = Kind == MeterKind.Gsme;
        Give(TariffTable.Prices, isGas ? Prices(8, 4) : Prices(80, 2));
        Give(TariffTable.StandingCharge, [0xFB, .. Big(60_123, 4)]);
        byte[] season = [1, 1, 0xFF, 0xFF, 1, 0];
        byte[] week = isGas ? [1, 1, 1, 1, 1, 1, 2, 2] : [1, 1, 1, 1, 1, 1, 1, 1];
        byte[] days = isGas ? [1, 1, 0, 0, 1, 2, 1, 0, 0, 2] : [1, 2, 0, 0, 1, .. Big(7 * 60, 2), 2];
        byte[] head = [1, 1, (byte)(isGas ? 2 : 1), 0];
        Give(
            TariffTable.Switching,
            [
                .. head,
                .. Padded(season, 6 * (isGas ? 3 : 4)),
                .. Padded(week, 8 * (isGas ? 2 : 4)),
                .. Padded(days, isGas ? 4 * 5 : 16 * 146),
            ]
        );
    }

    public void Dispose()
    {
        meter.Dispose();
        folder.Dispose();
    }

    private static byte[] Prices(int places, int octets) =>
        [0xFB, .. Padded([.. Big(12_345, octets), .. Big(23_456, octets)], places * octets)];

    private static byte[] Padded(byte[] octets, int length)
    {
        byte[] padded = new byte[length];
        octets.CopyTo(padded, 0);
        return padded;
    }

    private static byte[] Big(int value, int octets)
    {
        byte[] big = new byte[octets];
        for (int i = 0; i < octets; i++)
        {
            big[octets - 1 - i] = (byte)(value >> (8 * i));
        }

        return big;
    }

    private void Give(int table, byte[] octets) =>
        Assert.AreEqual(
            MeterFirmware.Core.State.TableResult.Ok,
            State.Metering.GiveTable(table, octets, 0, octets.Length, 0)
        );

    private void Power(DateTimeOffset? utc)
    {
        meter = new VirtualMeter(data, identity, VirtualClock.Stepped(), utc, gas);
        meter.Board.ButtonA.SetBounce(BounceTimes, BounceMicroseconds);
        meter.Board.ButtonB.SetBounce(BounceTimes, BounceMicroseconds);
        meter.Start();
        Wait(20 * TurnMilliseconds);
    }
}
