using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;
using MeterFirmware.Gbcs;
using MeterFirmware.Hal;
using MeterFirmware.Update;

namespace MeterFirmware
{
    /// <summary>
    /// A meter: it is told the time, the pulses, the octets that arrive and the buttons, and says what is to be sent and
    /// shown. It has no thread, no timer and no pin; its storage is the only thing it calls. The same inputs give the same
    /// outputs.
    /// </summary>
    public sealed class Meter
    {
        /// <summary>
        /// The channel of the text form on which alerts leave; answers leave on that of their command.
        /// </summary>
        public const int AlertChannel = 0;

        private readonly RemoteParties parties = new RemoteParties();
        private readonly IRecordStore records;
        private readonly LineReceiver receiver = new LineReceiver();
        private readonly LineSender sender = new LineSender();
        private readonly CommitSchedule commits;
        private int standingChargeMillipence;

        /// <summary>Puts a meter together. <see cref="Start"/> comes next.</summary>
        /// <param name="state">Its state, with the configuration and the storage that go with it.</param>
        /// <param name="records">The storage, for what the meter was given when it was made.</param>
        /// <param name="cryptography">The primitives and the device's keys.</param>
        /// <param name="payloads">What its payloads mean: those of an ESME or of a GSME.</param>
        /// <exception cref="System.ArgumentException">
        /// Its configuration allows no lawful display: <see cref="DisplayProfile.Of"/> says why.
        /// </exception>
        public Meter(MeterState state, IRecordStore records, ICryptography cryptography, PayloadHandler payloads)
        {
            State = state;
            this.records = records;
            commits = new CommitSchedule(state);
            Server = new MessageServer(state, parties, cryptography, payloads);
            Display = new UserInterface(
                new MeterView(this, state, Server.TopUps),
                DisplayProfile.Of(state.Configuration)
            );
            Supply = new SupplyWatch(state);
            Ota = new OtaClient(null);
        }

        /// <summary>Everything the meter knows.</summary>
        public MeterState State { get; }

        /// <summary>Takes messages to their answers.</summary>
        public MessageServer Server { get; }

        /// <summary>What the customer sees.</summary>
        public UserInterface Display { get; }

        /// <summary>Tells restarts from outages.</summary>
        public SupplyWatch Supply { get; }

        /// <summary>The activation of new firmware; null on a meter that was not given one.</summary>
        public Activation Activation { get; private set; }

        /// <summary>The reception of new firmware; null on a board without slots.</summary>
        public ImageReceiver Receiver { get; private set; }

        /// <summary>Asks the hub for new firmware; on a board without slots it refuses what is offered.</summary>
        public OtaClient Ota { get; private set; }

        /// <summary>True when the board is to restart: new firmware is to run, and nothing waits to be sent.</summary>
        public bool IsRestartWanted
        {
            get { return Activation != null && Activation.IsRestartWanted && !IsSending; }
        }

        /// <summary>True if the meter was given remote parties; without any it refuses every message.</summary>
        public bool HasParties
        {
            get { return parties.Count > 0; }
        }

        /// <summary>How many lines arrived that are not of the text form.</summary>
        public int MalformedLines
        {
            get { return receiver.Malformed; }
        }

        /// <summary>What the last message came to: a <see cref="Refusal"/>.</summary>
        public int LastRefusal { get; private set; }

        /// <summary>How many messages of the text form arrived.</summary>
        public int MessagesReceived { get; private set; }

        /// <summary>Gives the meter its firmware update; before <see cref="Start"/>.</summary>
        /// <param name="activation">The activation.</param>
        /// <param name="receiver">The reception, or null on a board without slots.</param>
        public void UseUpdate(Activation activation, ImageReceiver receiver)
        {
            Activation = activation;
            Receiver = receiver;
            Ota = new OtaClient(receiver);
        }

        /// <summary>Loads the state.</summary>
        /// <returns>
        /// A <see cref="StartResult"/>; <see cref="StartResult.MayRun"/> says whether the meter may run.
        /// </returns>
        public int Start()
        {
            int result = State.Store.Start();
            if (!State.Store.IsStateLost)
            {
                // Without its replay counters the meter would take every old command again: it then trusts nobody.
                parties.Load(records);
            }
            State.Reload();
            standingChargeMillipence = State.Metering.StandingChargeMillipenceADay;
            if (StartResult.MayRun(result))
            {
                StartUpdate();
            }
            return result;
        }

        /// <summary>Tells the time. Called on every turn of the board's loop.</summary>
        /// <param name="monotonicMilliseconds">Since the processor started; never less than before.</param>
        /// <param name="isUtcKnown">Whether the UTC clock is known.</param>
        /// <param name="utcSeconds">Seconds since 2000-01-01T00:00:00Z.</param>
        public void Tick(long monotonicMilliseconds, bool isUtcKnown, long utcSeconds)
        {
            State.Clock.Set(monotonicMilliseconds, isUtcKnown, utcSeconds);
            Supply.Tick();
            if (Activation != null)
            {
                Activation.Tick();
            }
            State.Metering.Advance(isUtcKnown, utcSeconds);
            if (State.Power != null)
            {
                State.Power.Advance(monotonicMilliseconds);
                State.Payment.Load.Observe(State.Power.Watts);
                State.Voltage.Tick();
                State.Auxiliary.Tick();
            }
            SettlePayment();
            State.EventArchive.Follow();
            State.SecurityArchive.Follow();
            bool isWanted = State.Metering.TakeCommitWanted();
            isWanted |= State.Auxiliary != null && State.Auxiliary.TakeChange();
            isWanted |= State.Voltage != null && State.Voltage.Log.TakeChange();
            commits.Tick(State.Payment.TakeNews() || isWanted);
            State.Metering.Tables.FreeUnnamed();
            if (!IsSending)
            {
                Server.ServeAlerts();
                BeginSending(AlertChannel);
                Ota.Tick(monotonicMilliseconds);
                BeginOta();
            }
            Display.Tick();
        }

        /// <summary>
        /// The board sees its power failing: what was counted goes to the flash while there is power for it.
        /// </summary>
        public void OnPowerFailing()
        {
            commits.OnPowerFailing();
        }

        /// <summary>
        /// Counts pulses. They belong to the rate and the half hour of the last <see cref="Tick"/>, so the board's loop
        /// counts first and tells the time next.
        /// </summary>
        /// <param name="pulses">0 or more since the last call.</param>
        public void CountPulses(int pulses)
        {
            if (pulses > 0)
            {
                long quantity = (long)pulses * State.Configuration.UnitsPerPulse;
                State.Metering.Take(quantity);
                if (State.Power != null)
                {
                    State.Power.Add(quantity);
                }
                else
                {
                    State.Payment.Flow.Count(quantity);
                }
            }
        }

        /// <summary>
        /// Takes what a Set Clock wants the board's clock to be. The board sets it before the next <see cref="Tick"/>, which tells
        /// the meter; until then nothing but the answer has the new time.
        /// </summary>
        /// <returns>Seconds since 2000-01-01T00:00:00Z, or <see cref="Core.Time.ClockControl.None"/> if nothing is wanted.</returns>
        public long TakeWantedUtc()
        {
            return State.ClockControl.TakeWanted();
        }

        /// <summary>Takes a sample of the RMS voltage, once a second on a board that measures it.</summary>
        /// <param name="decivolts">0.1 V; less than 0 for no reading.</param>
        public void SampleVoltage(int decivolts)
        {
            if (State.Voltage != null)
            {
                State.Voltage.Sample(decivolts);
            }
        }

        /// <summary>
        /// Takes octets from the link, up to the end of the first message; its answer must be sent before the rest is given.
        /// </summary>
        /// <returns>How many octets were taken; 0 while an answer waits to be sent.</returns>
        public int Receive(byte[] octets, int offset, int count)
        {
            int taken = 0;
            while (taken < count && !IsSending)
            {
                int octet = octets[offset + taken];
                taken++;
                if (!receiver.Take(octet))
                {
                    continue;
                }
                if (receiver.Form == LineForm.Ota)
                {
                    Ota.Take(receiver.Channel, receiver.Message, receiver.Count);
                    BeginOta();
                }
                else
                {
                    MessagesReceived++;
                    LastRefusal = Server.Serve(receiver.Message, receiver.Count);
                    BeginSending(receiver.Channel);
                }
                return taken;
            }
            return taken;
        }

        /// <summary>True while there is something to send.</summary>
        public bool IsSending
        {
            get { return sender.IsBusy; }
        }

        /// <summary>Gives the next piece of what is to be sent.</summary>
        /// <param name="piece">Receives it.</param>
        /// <returns>How many octets; 0 when there is no more.</returns>
        public int Send(byte[] piece)
        {
            return sender.Next(piece);
        }

        // What the tariff side found goes to the payment side: the price of a day, and what the energy cost.
        private void SettlePayment()
        {
            int standingCharge = State.Metering.StandingChargeMillipenceADay;
            if (standingCharge != standingChargeMillipence)
            {
                standingChargeMillipence = standingCharge;
                State.Payment.StandingChargeMillipencePerDay = standingCharge;
            }
            long costMillipence = State.Metering.TakeCostMillipence();
            if (costMillipence > 0)
            {
                State.Payment.ChargeConsumption(costMillipence);
            }
            State.Payment.Tick();
        }

        /// <summary>Takes what was counted since the last commit to the flash, before a restart that is wanted.</summary>
        public void PrepareRestart()
        {
            if (State.Voltage != null)
            {
                State.Voltage.Log.Flush();
            }
            State.Image.Mark();
            State.Store.Commit();
        }

        private void StartUpdate()
        {
            if (Activation != null)
            {
                Activation.Start();
            }
            if (Receiver != null)
            {
                Receiver.Start();
            }
            Ota.Start();
        }

        private void BeginOta()
        {
            if (!IsSending && Ota.Count > 0)
            {
                sender.Begin(LineForm.Ota, Ota.Channel, Ota.Frame, 0, Ota.Count);
                Ota.MarkSent();
            }
        }

        private void BeginSending(int channel)
        {
            MessageBuilder message = Server.Outgoing;
            if (message.Count > 0)
            {
                sender.Begin(LineForm.Gbcs, channel, message.Octets, message.Offset, message.Count);
                message.Clear();
            }
        }
    }
}
