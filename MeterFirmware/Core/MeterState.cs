using MeterFirmware.Core.Events;
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
            EventLog = new LogTail(Image, ImageLayout.EventLog, Clock);
            SecurityLog = new LogTail(Image, ImageLayout.SecurityLog, Clock);
            Store = new StateStore(records, Image, EventLog);
        }

        /// <summary>What the board said of the meter.</summary>
        public MeterConfiguration Configuration { get; }

        /// <summary>The octets that hold the state.</summary>
        public StateImage Image { get; }

        /// <summary>Takes the state to the flash and from it.</summary>
        public StateStore Store { get; }

        /// <summary>What time it is.</summary>
        public MeterClock Clock { get; }

        /// <summary>The money.</summary>
        public Accounts Accounts { get; }

        /// <summary>The debts.</summary>
        public DebtRegisters Debts { get; }

        /// <summary>The main register.</summary>
        public ConsumptionRegister Consumption { get; }

        /// <summary>Event Log (SMETS2 4.6.5.9, 5.7.5.16).</summary>
        public LogTail EventLog { get; }

        /// <summary>Security Log.</summary>
        public LogTail SecurityLog { get; }
    }
}
