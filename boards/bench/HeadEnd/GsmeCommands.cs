using System;
using System.Globalization;
using System.Text;
using MeterFirmware.Core.Payment;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>The commands to a gas meter: ZigBee clusters in GBZ form (SMETS.md E.2 and B.6).</summary>
internal static class GsmeCommands
{
    private const int Profile = 0x0109;
    private const byte LastComponent = 1;
    private const int MeteringCluster = 0x0702;
    private const int PrepaymentCluster = 0x0705;
    private const int MessagingCluster = 0x0703;
    private const int ManagementCluster = 0x0708;
    private const byte ClusterCommand = 0x01;

    /// <summary>The frame control of a command from the server of its cluster.</summary>
    internal const byte ServerCommand = 0x09;

    private const byte DisplayMessageCommand = 0x00;
    private const byte ChangeOfSupplierCommand = 0x01;
    private const byte NewPasswordCommand = 0x02;
    private const byte UpdateSiteIdCommand = 0x03;
    private const byte ProfileCommand = 0x00;
    private const byte ChangeDebtCommand = 0x02;
    private const byte ReadAttributesCommand = 0x00;
    private const byte ByTime = 0;
    private const byte ByPayment = 1;
    private const byte Hourly = 0;
    private const byte Daily = 1;
    private const byte Unchanged = 0xFF;
    private static readonly DateTime epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>GCS04 Manage Debt: of Time 1, Time 2 and Payment those of which something changes.</summary>
    /// <exception cref="UsageException">A rate comes without its period, or the other way round: the form has both or neither.</exception>
    public static CommandPlan ManageDebt(DebtAdjustment change)
    {
        GsmeComponent[] all =
        [
            ChangeTimeDebt(1, change.Time1Millipence, change.Rate1Millipence, change.Period1Seconds),
            ChangeTimeDebt(2, change.Time2Millipence, change.Rate2Millipence, change.Period2Seconds),
            ChangePaymentDebt(change.PaymentMillipence, change.PaymentShare),
        ];
        return Plan("GCS04 Manage Debt", 0x006E, true, Array.FindAll(all, component => component != null));
    }

    /// <summary>SECMP0002 Reset Debt Register: an absolute amount of zero, and nothing else changed.</summary>
    /// <param name="debt">A <see cref="Debt"/>.</param>
    public static CommandPlan ResetDebt(int debt) =>
        Plan(
            "SECMP0002 Reset Debt Register",
            0x7F03,
            true,
            ChangeDebt(
                DebtNames.ResetOf(debt),
                new(0, debt == Debt.Payment ? ByPayment : ByTime, (byte)(2 * debt), Unchanged, 0, 0)
            )
        );

    /// <summary>GCS60 Read Meter Balance: of both payment modes.</summary>
    public static CommandPlan ReadBalance() =>
        Plan(
            "GCS60 Read Meter Balance",
            0x008D,
            false,
            new("money due, millipence", MeteringCluster, ProfileCommand, ReadAttributesCommand, [0x00, 0x0A]),
            new("credit remaining, millipence", PrepaymentCluster, ProfileCommand, ReadAttributesCommand, [0x01, 0x00])
        );

    /// <summary>GCS07 Send Message: now, and until the next takes its place.</summary>
    public static CommandPlan SendMessage(byte[] text) =>
        Plan(
            "GCS07 Send Message",
            0x0071,
            false,
            new GsmeComponent(
                "display a message",
                MessagingCluster,
                ServerCommand,
                DisplayMessageCommand,
                Event().Add(0).AddInt32(0).Add(0xFF, 0xFF).AddCounted(text).ToArray()
            )
        );

    /// <summary>GCS44 Write Contact Details.</summary>
    public static CommandPlan WriteContact(byte[] name, byte[] telephone) =>
        Plan(
            "GCS44 Write Contact Details",
            0x0088,
            false,
            new GsmeComponent(
                "set the supplier's name and telephone number",
                ManagementCluster,
                ServerCommand,
                ChangeOfSupplierCommand,
                new OctetBuilder()
                    .AddInt32(0) // the supplier that was
                    .Add(Event().ToArray())
                    .Add(0) // tariff type
                    .AddInt32(0) // the supplier that is to be
                    .AddInt32(0) // now
                    .Add(0, 0x18, 0, 0) // provider change control, as GBCS has it
                    .AddCounted(name)
                    .AddCounted(telephone)
                    .ToArray()
            )
        );

    /// <summary>GCS11 Disable Privacy PIN Protection: a password of nothing for the consumer's menu.</summary>
    public static CommandPlan DisablePin() =>
        Plan(
            "GCS11 Disable Privacy PIN Protection",
            0x0073,
            false,
            new GsmeComponent(
                "disable the privacy PIN",
                ManagementCluster,
                ServerCommand,
                NewPasswordCommand,
                Event().AddInt32(0).Add(0, 0, 2, 0).ToArray()
            )
        );

    /// <summary>GCS41 Set MPRN Value.</summary>
    public static CommandPlan SetMeterPoint(byte[] mprn) =>
        Plan(
            "GCS41 Set MPRN Value",
            0x0087,
            false,
            new GsmeComponent(
                "set the MPRN",
                ManagementCluster,
                ServerCommand,
                UpdateSiteIdCommand,
                Event().AddInt32(0).AddInt32(0).AddCounted(mprn).ToArray()
            )
        );

    /// <summary>GCS28 Set Clock: SEQUENCE of two GeneralizedTimes.</summary>
    public static CommandPlan SetClock(DateTime start, DateTime end)
    {
        byte[] times = [.. GeneralizedTime(start), .. GeneralizedTime(end)];
        byte[] payload = [0x30, (byte)times.Length, .. times];
        return new CommandPlan("GCS28 Set Clock", 0x007F, true, _ => payload, ClockResponse.Names);
    }

    private static byte[] GeneralizedTime(DateTime utc)
    {
        string text = utc.ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
        return [0x18, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
    }

    private static int IssuerEventId => SecondsOf(DateTime.UtcNow);

    /// <summary>A time as ZigBee has it: seconds since 2000.</summary>
    internal static int SecondsOf(DateTime utc) => (int)(utc - epoch).TotalSeconds;

    /// <summary>The issuer event id, which begins many commands: the time.</summary>
    internal static OctetBuilder Event() => new OctetBuilder().AddInt32LittleEndian(IssuerEventId);

    private static byte Frequency(int periodSeconds) => periodSeconds == DebtAdjustment.HourSeconds ? Hourly : Daily;

    private static GsmeComponent ChangeTimeDebt(
        int number,
        int? amountMillipence,
        int? rateMillipence,
        int? periodSeconds
    )
    {
        if (rateMillipence.HasValue != periodSeconds.HasValue)
        {
            throw new UsageException(
                $"a gas meter is sent a rate and its period together: --rate{number} and --period{number}, or neither"
            );
        }

        byte frequency = periodSeconds.HasValue ? Frequency(periodSeconds.Value) : Unchanged;
        byte amountType = (byte)((2 * number) - 1);
        DebtFields fields = new(amountMillipence ?? 0, ByTime, amountType, frequency, rateMillipence ?? 0, 0);
        string name = ChangeName(
            $"Time Debt Register [{number}]",
            amountMillipence,
            $"Debt Recovery Rates [{number}]",
            rateMillipence
        );
        return name == null ? null : ChangeDebt(name, fields);
    }

    private static GsmeComponent ChangePaymentDebt(int? amountMillipence, int? share)
    {
        DebtFields fields = new(amountMillipence ?? 0, ByPayment, 5, share.HasValue ? Daily : Unchanged, 0, share ?? 0);
        string name = ChangeName("Payment Debt Register", amountMillipence, "Debt Recovery per Payment", share);
        return name == null ? null : ChangeDebt(name, fields);
    }

    // Null if nothing changes.
    private static string ChangeName(string register, int? amount, string recovery, int? recoveryValue) =>
        (amount.HasValue, recoveryValue.HasValue) switch
        {
            (true, true) => $"adjust {register} and set {recovery}",
            (true, false) => $"adjust {register}",
            (false, true) => $"set {recovery}",
            _ => null,
        };

    private static GsmeComponent ChangeDebt(string name, DebtFields fields)
    {
        byte[] octets = new OctetBuilder()
            .AddInt32LittleEndian(IssuerEventId)
            .Add(0) // no debt label
            .AddInt32LittleEndian(fields.AmountMillipence)
            .Add(fields.Method, fields.AmountType)
            .AddInt32LittleEndian(0) // recovery starts now
            .AddUInt16LittleEndian(0) // and collects at midnight
            .Add(fields.Frequency)
            .AddInt32LittleEndian(fields.RateMillipence)
            .AddUInt16LittleEndian(fields.PaymentShare)
            .ToArray();
        return new GsmeComponent(name, PrepaymentCluster, ClusterCommand, ChangeDebtCommand, octets);
    }

    /// <summary>The command that has these components.</summary>
    internal static CommandPlan Plan(string title, int messageCode, bool isCritical, params GsmeComponent[] components)
    {
        byte[] payload = CreatePayload(components);
        return new CommandPlan(
            title,
            messageCode,
            isCritical,
            _ => payload,
            Array.ConvertAll(components, component => component.Name)
        );
    }

    private static byte[] CreatePayload(GsmeComponent[] components)
    {
        OctetBuilder payload = new OctetBuilder().AddUInt16(Profile).Add((byte)components.Length);
        for (int i = 0; i < components.Length; i++)
        {
            GsmeComponent component = components[i];
            payload
                .Add(i == components.Length - 1 ? LastComponent : (byte)0)
                .AddUInt16(component.Cluster)
                .AddUInt16(3 + component.Fields.Length)
                .Add(component.FrameControl, (byte)i, component.Command)
                .Add(component.Fields);
        }

        return payload.ToArray();
    }

    private sealed record DebtFields(
        int AmountMillipence,
        byte Method,
        byte AmountType,
        byte Frequency,
        int RateMillipence,
        int PaymentShare
    );
}
