using MeterFirmware.Core.Customer;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Hal;

namespace MeterFirmware.Core
{
    /// <summary>Everything a meter knows, in its parts. All of it lives in one image and is committed at once.</summary>
    public sealed class MeterState
    {
        /// <summary>Makes the state of a new meter; <see cref="Store"/> loads what the flash has.</summary>
        public MeterState(MeterConfiguration configuration, IRecordStore records)
        {
            Configuration = configuration;
            Image = new StateImage(configuration);
            Clock = new MeterClock();
            Accounts = new Accounts(Image);
            Debts = new DebtRegisters(Image, Accounts);
            Consumption = new ConsumptionRegister(Image);
            Metering = new Metering(configuration.Kind, configuration.HasSecondaryElement, Image, Consumption, records);
            EventLog = new LogTail(Image, ImageLayout.EventLog, Clock);
            SecurityLog = new LogTail(Image, ImageLayout.SecurityLog, Clock);
            ClockControl = new ClockControl(Clock, EventLog);
            Metering.Outcomes.Use(EventLog);
            Store = new StateStore(records, Image, EventLog);
            ConfigurationBuffer buffer = Metering.Tables.Buffer;
            EventArchive = new EventArchive(Image, ImageLayout.EventLog, EventLog, records, buffer, "ev", null);
            int security = ImageLayout.SecurityLog;
            SecurityArchive = new EventArchive(Image, security, SecurityLog, records, buffer, "ev", EventArchive);
            if (configuration.Kind == MeterKind.Esme)
            {
                PowerEvents = new FlashEventLog(Clock, records, buffer, "pe", null);
                AuxiliaryEvents = new FlashEventLog(Clock, records, buffer, "pe", PowerEvents);
                Power = new PowerWindow();
            }
            byte[] limits = Metering.Limits;
            Payment = new PaymentEngine(configuration, Image, Clock, Accounts, Debts, EventLog, SecurityLog, limits);
            NonDisablement =
                configuration.Kind == MeterKind.Esme
                    ? new EsmeCalendar(Image, records, buffer)
                    : (StoredCalendar)new GsmeCalendar(Image, records, buffer);
            Payment.Use(NonDisablement);
            Payment.Use(Metering);
            Customer = new CustomerRecord(Image, records);
            PrivacyPin = new PrivacyPin(Image, Store, Customer, Clock, EventLog);
            if (configuration.Kind == MeterKind.Esme)
            {
                Auxiliary = new AuxiliaryControllers(Image, Metering, AuxiliaryEvents);
                VoltageLog voltages = new VoltageLog(Image, records, buffer, Metering.HalfHours);
                Voltage = new VoltageMonitor(Image, Clock, voltages, PowerEvents, Payment, Metering.Distributor);
            }
        }

        /// <summary>As <see cref="RemainingBatteryDays"/>: nobody measures it, as ZCL has it.</summary>
        public const int UnknownBatteryDays = 0xFFFF;

        /// <summary>
        /// Remaining Battery Capacity of a GSME (SMETS2 4.6.5.16), days, 0 to 65,534, as its board tells it; unknown on a board
        /// that is fed from elsewhere, as those here are.
        /// </summary>
        public int RemainingBatteryDays { get; set; } = UnknownBatteryDays;

        /// <summary>What the board said of the meter.</summary>
        public MeterConfiguration Configuration { get; }

        /// <summary>The octets that hold the state.</summary>
        public StateImage Image { get; }

        /// <summary>Takes the state to the flash and from it.</summary>
        public StateStore Store { get; }

        /// <summary>What time it is.</summary>
        public MeterClock Clock { get; }

        /// <summary>Sets the clock when a command says so.</summary>
        public ClockControl ClockControl { get; }

        /// <summary>The money.</summary>
        public Accounts Accounts { get; }

        /// <summary>The debts.</summary>
        public DebtRegisters Debts { get; }

        /// <summary>Charges, credits, emergency credit and supply.</summary>
        public PaymentEngine Payment { get; }

        /// <summary>The Non-Disablement Calendar: an <see cref="EsmeCalendar"/> or a <see cref="GsmeCalendar"/>.</summary>
        public StoredCalendar NonDisablement { get; }

        /// <summary>The main register.</summary>
        public ConsumptionRegister Consumption { get; }

        /// <summary>The registers, the tariff and the logs of energy.</summary>
        public Metering Metering { get; }

        /// <summary>Event Log (SMETS2 4.6.5.9, 5.7.5.16).</summary>
        public LogTail EventLog { get; }

        /// <summary>Security Log.</summary>
        public LogTail SecurityLog { get; }

        /// <summary>The 100 newest entries of the Event Log.</summary>
        public EventArchive EventArchive { get; }

        /// <summary>The 100 newest entries of the Security Log.</summary>
        public EventArchive SecurityArchive { get; }

        /// <summary>Power Event Log (5.7.5.25); null on a GSME.</summary>
        public FlashEventLog PowerEvents { get; }

        /// <summary>Auxiliary Controller Event Log; null on a GSME.</summary>
        public FlashEventLog AuxiliaryEvents { get; }

        /// <summary>Active Power Import; null on a GSME.</summary>
        public PowerWindow Power { get; }

        /// <summary>What the supplier and the customer gave the meter to show.</summary>
        public CustomerRecord Customer { get; }

        /// <summary>The privacy PIN.</summary>
        public PrivacyPin PrivacyPin { get; }

        /// <summary>The auxiliary load control switches; null on a GSME.</summary>
        public AuxiliaryControllers Auxiliary { get; }

        /// <summary>RMS voltage; null on a GSME. Without samples nothing is logged.</summary>
        public VoltageMonitor Voltage { get; }

        /// <summary>How many writes of logs the storage has refused since the start.</summary>
        public int RefusedLogs
        {
            get
            {
                int refused = Metering.StorageFailures + EventArchive.Failures + SecurityArchive.Failures;
                return Voltage == null
                    ? refused
                    : refused + Voltage.Failures + Voltage.Log.Failures + Auxiliary.Failures;
            }
        }

        /// <summary>Brings the parts in step with what was loaded. Called once after <see cref="Store"/> has loaded.</summary>
        public void Reload()
        {
            Metering.Reload();
            EventArchive.Reload();
            SecurityArchive.Reload();
            if (PowerEvents != null)
            {
                PowerEvents.Reload();
                AuxiliaryEvents.Reload();
                Voltage.Log.Reload();
            }
            Customer.Reload(EventLog);
        }
    }
}
