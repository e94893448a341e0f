using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Update;

namespace MeterFirmware.Bench;

/// <summary>A meter's state as plain lines, for people and for scripts.</summary>
internal static class StateReport
{
    /// <summary>The lines, in an order that does not change.</summary>
    public static IEnumerable<string> Lines(MeterState state)
    {
        bool isEsme = state.Configuration.Kind == MeterKind.Esme;
        yield return $"meter: {DataFolder.NameOf(state.Configuration.Kind)} {EuiText.Of(state.Configuration.DeviceId)}";
        for (int account = Account.MeterBalance; account <= Account.AccumulatedDebt; account++)
        {
            yield return $"{Account.NameOf(account)}: {state.Accounts.GetBalance(account)} millipence";
        }

        for (int debt = 0; debt < Debt.Count; debt++)
        {
            yield return $"{Account.NameOf(Account.TimeDebt1 + debt)}: {state.Debts.GetMillipence(debt)} millipence";
        }

        for (int debt = Debt.Time1; debt <= Debt.Time2; debt++)
        {
            yield return $"Debt Recovery Rates [{debt + 1}]: {state.Debts.GetRateMillipence(debt)} millipence"
                + $" every {state.Debts.GetPeriodSeconds(debt)} seconds";
        }

        yield return $"Debt Recovery per Payment: {state.Debts.RecoveryPerPayment} hundredths of a percent";
        yield return $"{(isEsme ? "Active Import Register" : "Consumption Register")}: {state.Consumption.Value}"
            + (isEsme ? " Wh" : " litres");
        foreach (string line in TariffLines(state.Metering))
        {
            yield return line;
        }

        for (int account = 0; account < Account.Count; account++)
        {
            yield return $"account {Account.NameOf(account)}: {state.Accounts.GetBalance(account)} millipence";
        }

        yield return $"sum of all accounts: {state.Accounts.Sum()} millipence";
        if (isEsme)
        {
            yield return $"Active Power Import: {state.Power.Watts} W";
            yield return $"Average RMS Over and Under Voltage Counters: {state.Voltage.OverCounter}, {state.Voltage.UnderCounter}";
            int[] closed = [.. Enumerable.Range(1, AuxiliaryControllers.Count).Where(state.Auxiliary.IsClosed)];
            yield return "auxiliary switches closed: " + (closed.Length == 0 ? "none" : string.Join(", ", closed));
            yield return $"Power Event Log: {state.PowerEvents.Count} entries";
            yield return $"Auxiliary Controller Event Log: {state.AuxiliaryEvents.Count} entries";
        }

        foreach (string line in FirmwareLines(state.Image))
        {
            yield return line;
        }

        yield return $"Event Log: {state.EventLog.Total} entries";
        yield return $"Security Log: {state.SecurityLog.Total} entries";
    }

    // The registers of rates and blocks that hold something.
    private static IEnumerable<string> TariffLines(Metering metering)
    {
        TariffEngine tariff = metering.Tariff;
        string block = tariff.Block > 0 ? $", block {tariff.Block}" : "";
        yield return $"rate in force: {tariff.Rate}{block}";
        yield return $"Active Tariff Price: {tariff.ActivePriceMillipencePerKwh} millipence a kWh";
        yield return $"Standing Charge: {metering.StandingChargeMillipenceADay} millipence a day";
        string unit = tariff.Shape.IsGas ? "litres" : "Wh";
        for (int rate = 1; rate <= tariff.Shape.TouRegisters; rate++)
        {
            if (tariff.GetTou(rate - 1) != 0)
            {
                yield return $"Tariff TOU Register [{rate}]: {tariff.GetTou(rate - 1)} {unit}";
            }
        }
    }

    private static IEnumerable<string> FirmwareLines(StateImage image)
    {
        yield return $"firmware version: {image.GetInt32(UpdateLayout.RunningVersion):X8}";
        if (image.GetByte(UpdateLayout.ReceiveState) == ReceiveState.Receiving)
        {
            yield return $"firmware being received: {image.GetUInt16(UpdateLayout.ReceiveSegments)} segments stored";
        }

        DateTime due = new DateTime(2000, 1, 1).AddSeconds(image.GetInt32(UpdateLayout.Time));
        yield return "firmware activation: "
            + image.GetByte(UpdateLayout.State) switch
            {
                ActivationState.Waiting => string.Create(
                    CultureInfo.InvariantCulture,
                    $"waits for {due:yyyy-MM-dd HH:mm:ss}Z"
                ),
                ActivationState.Restarting => "under way",
                _ when image.GetInt64(UpdateLayout.Counter) == 0 => "none so far",
                _ => "last outcome: " + ActivationResponse.NameOf(image.GetByte(UpdateLayout.Outcome)),
            };
    }
}
