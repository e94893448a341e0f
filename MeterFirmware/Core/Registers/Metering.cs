using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// The registers, the tariff, the logs and what configures them. Quantities and commands come in here, and the clock
    /// goes on to the <see cref="MeteringSchedule"/>. A quantity belongs to the rate and the half hour in force when it is
    /// given, that is at the last <see cref="Advance"/>: so pulses are counted first and the clock is told next. All of it
    /// is in the image; nothing is attributed twice, whatever the clock does.
    /// </summary>
    public sealed class Metering
    {
        /// <summary>Seconds of a half hour.</summary>
        public const int HalfHourSeconds = 1800;

        private const int DailyReadEntries = 31;
        private const int BillingEntries = 12;
        private const int Pounds = 1;
        private const int NothingGiven = -1;

        private readonly StateImage image;
        private readonly ConsumptionRegister consumption;
        private readonly GasEnergy gas;
        private readonly byte[] billing = new byte[BillingCalendar.Length];
        private readonly byte[] limits = new byte[LoadLimiter.Length];
        private readonly byte[] distributor = new byte[DistributorSettings.Length];
        private readonly byte[] newBilling = new byte[BillingCalendar.Length];
        private readonly byte[] standingCharge = new byte[StandingCharge.Length];
        private readonly byte[] currency = new byte[1];
        private readonly byte[] gasFactors = new byte[GasEnergy.TableLength];
        private readonly MeteringSchedule schedule;
        private int revertsSeen;
        private bool isInCommand;
        private int givenSeconds = NothingGiven;

        /// <summary>Puts the metering of a meter together. <see cref="Reload"/> comes next, once the image is loaded.</summary>
        /// <param name="kind">A <see cref="MeterKind"/>.</param>
        /// <param name="hasSecondary">True on an ESME of two elements (variant B).</param>
        /// <param name="image">Holds the state.</param>
        /// <param name="consumption">The main register.</param>
        /// <param name="records">The storage.</param>
        public Metering(
            int kind,
            bool hasSecondary,
            StateImage image,
            ConsumptionRegister consumption,
            IRecordStore records
        )
        {
            this.image = image;
            this.consumption = consumption;
            bool isGas = kind == MeterKind.Gsme;
            TariffShape shape = isGas ? TariffShape.Gsme() : TariffShape.Esme();
            TariffShape second = hasSecondary && !isGas ? TariffShape.EsmeSecondary() : null;
            ConfigurationBuffer buffer = new ConfigurationBuffer();
            Tables = new MeteringTables(records, image, buffer, shape, second);
            Outcomes = new TableOutcomes(image, Tables, isGas);
            gas = isGas ? new GasEnergy(image) : null;
            Tariff = new TariffEngine(image, shape, gas, RegisterLayout.Tou, RegisterLayout.Rate);
            if (second != null)
            {
                int touAt = RegisterLayout.SecondaryTou;
                Secondary = new TariffEngine(image, second, null, touAt, RegisterLayout.SecondaryRate);
            }
            HalfHours = new HalfHourLog(image, records, buffer, second != null, !isGas);
            bool two = second != null;
            byte[] entry = new byte[SnapshotLog.LengthOf(isGas, two)];
            int countAt = RegisterLayout.DailyReadCount;
            DailyReads = new SnapshotLog(image, records, buffer, "dr", DailyReadEntries, countAt, isGas, two, entry);
            countAt = RegisterLayout.BillingCount;
            BillingData = new SnapshotLog(image, records, buffer, "bd", BillingEntries, countAt, isGas, two, entry);
            Demand = isGas ? null : new MaximumDemand(image);
            NetworkData = isGas ? new NetworkDataLog(image) : null;
            schedule = new MeteringSchedule(this, image, consumption, records);
        }

        /// <summary>The tariff of the only or primary element.</summary>
        public TariffEngine Tariff { get; }

        /// <summary>The tariff of the secondary element; null where there is none.</summary>
        public TariffEngine Secondary { get; }

        /// <summary>The configuration tables.</summary>
        public MeteringTables Tables { get; }

        /// <summary>What is to be told of the future-dated commands that gave tables.</summary>
        public TableOutcomes Outcomes { get; }

        /// <summary>The Profile Data Log.</summary>
        public HalfHourLog HalfHours { get; }

        /// <summary>The Daily Read Logs.</summary>
        public SnapshotLog DailyReads { get; }

        /// <summary>
        /// The Billing Data Log. Whoever has something to do at a billing date compares its total with the one seen before.
        /// </summary>
        public SnapshotLog BillingData { get; }

        /// <summary>The Maximum Demand registers; null on a GSME.</summary>
        public MaximumDemand Demand { get; }

        /// <summary>The Network Data Log; null on an ESME.</summary>
        public NetworkDataLog NetworkData { get; }

        /// <summary>False while the time is unknown: a reading of history is then refused, on both kinds alike (IRP571).</summary>
        public bool MayReadHistory
        {
            get { return image.GetByte(RegisterLayout.TimeKnown) == 1; }
        }

        /// <summary>How often the tables in force may have become others: whoever keeps something of them compares.</summary>
        public int Reloads { get; private set; }

        /// <summary>How many times the storage refused a log; the registers have what may then be missing from it.</summary>
        public int StorageFailures
        {
            get { return HalfHours.Failures + DailyReads.Failures + BillingData.Failures + schedule.DailyFailures; }
        }

        /// <summary>Standing Charge in force, millipence a day.</summary>
        public int StandingChargeMillipenceADay { get; private set; }

        /// <summary>Currency Units: true for GB Pounds, false for Euro.</summary>
        public bool IsPounds { get; private set; } = true;

        /// <summary>The settings of the load limit, or of the uncontrolled gas flow, that are in force.</summary>
        public byte[] Limits
        {
            get { return limits; }
        }

        /// <summary>The distributor's settings that are in force, as <see cref="DistributorSettings"/> has them.</summary>
        public byte[] Distributor
        {
            get { return distributor; }
        }

        /// <summary>The Billing Calendar in force, as <see cref="BillingCalendar"/> has it.</summary>
        public byte[] Billing
        {
            get { return billing; }
        }

        /// <summary>Randomised Offset (5.7.5.28): number x limit x 0.0001, rounded, seconds.</summary>
        public int RandomisedOffsetSeconds
        {
            get
            {
                int number = image.GetUInt16(RegisterLayout.RandomisedOffsetNumber);
                return (number * image.GetUInt16(RegisterLayout.RandomisedOffsetLimit) + 5000) / 10000;
            }
        }

        /// <summary>
        /// The time of an instantaneous reading (SECMP0015): the clock's last telling, seconds since 2000; -1 while the
        /// time is unknown.
        /// </summary>
        public int ReadingSeconds
        {
            get { return schedule.ReadingSeconds; }
        }

        /// <summary>
        /// Follows the image after it was loaded, and the tables in force. When the image was put back because a commit failed
        /// this happens by itself.
        /// </summary>
        public void Reload()
        {
            revertsSeen = image.Reverts;
            Reloads++;
            Tariff.Load(Tables.Get(TariffTable.Prices), Tables.Get(TariffTable.Thresholds));
            if (Secondary != null)
            {
                Secondary.Load(Tables.Get(TariffTable.SecondaryPrices), null);
            }
            LoadGasFactors();
            StandingChargeMillipenceADay = Tables
                .Get(TariffTable.StandingCharge)
                .ReadActive(standingCharge, 0, standingCharge.Length)
                ? StandingCharge.MillipenceADay(standingCharge, 0)
                : 0;
            IsPounds =
                !Tables.Get(TariffTable.Currency).ReadActive(currency, 0, currency.Length) || currency[0] == Pounds;
            ReadOrClear(TariffTable.Billing, billing, BillingCalendar.Length);
            ReadOrClear(TariffTable.Limits, limits, gas != null ? UncontrolledGasFlow.Length : LoadLimiter.Length);
            ReadOrClear(TariffTable.Distributor, distributor, DistributorSettings.Length);
            schedule.Reload();
        }

        /// <summary>Counts what the only or primary element measured: Wh or litres, 0 or more.</summary>
        public void Take(long quantity)
        {
            FollowRevert();
            consumption.Add(quantity);
            Tariff.Take(quantity);
        }

        /// <summary>Counts what the secondary element measured: Wh, 0 or more.</summary>
        public void TakeSecondary(long quantity)
        {
            Invariant.Require(Secondary != null, "a secondary element");
            FollowRevert();
            Count(RegisterLayout.SecondaryImport, quantity);
            Secondary.Take(quantity);
        }

        /// <summary>Counts what else an ESME measures, each 0 or more.</summary>
        /// <param name="activeExportWh">Active energy exported, Wh.</param>
        /// <param name="reactiveExport">Reactive energy exported, varh.</param>
        /// <param name="reactiveImport">Reactive energy imported, varh.</param>
        public void TakeOthers(long activeExportWh, long reactiveExport, long reactiveImport)
        {
            Invariant.Require(gas == null, "an ESME");
            Count(RegisterLayout.ActiveExport, activeExportWh);
            Count(RegisterLayout.ReactiveExport, reactiveExport);
            Count(RegisterLayout.ReactiveImport, reactiveImport);
        }

        /// <summary>A register, never reduced to what a message carries.</summary>
        /// <param name="channel">A <see cref="MeteringChannel"/>.</param>
        public long GetRegister(int channel)
        {
            return image.GetInt64(RegisterAt(channel));
        }

        /// <summary>Takes the cost that has come together, to be charged to an account at once.</summary>
        /// <returns>Whole millipence, 0 or more; what is short of one stays.</returns>
        public long TakeCostMillipence()
        {
            long cost = image.GetInt64(RegisterLayout.CostPending);
            if (cost != 0)
            {
                image.SetInt64(RegisterLayout.CostPending, 0);
            }
            return cost;
        }

        /// <summary>Gives a table. It is judged whole; one that waits already is replaced.</summary>
        /// <param name="table">A <see cref="TariffTable"/>.</param>
        /// <param name="payload">The octets.</param>
        /// <param name="at">Where they begin.</param>
        /// <param name="count">How many.</param>
        /// <param name="activationSeconds">
        /// When it comes into force, seconds since 2000; 0 or a moment that has passed for at once. While the time is
        /// unknown a moment waits until it is known.
        /// </param>
        /// <returns>A <see cref="TableResult"/>; unless Ok nothing has changed.</returns>
        public int GiveTable(int table, byte[] payload, int at, int count, int activationSeconds)
        {
            return GiveTable(table, payload, at, count, activationSeconds, false);
        }

        /// <summary>As the other, for a table whose outcome is told to whoever sent the command at hand.</summary>
        /// <param name="table">A <see cref="TariffTable"/>.</param>
        /// <param name="payload">The octets.</param>
        /// <param name="at">Where they begin.</param>
        /// <param name="count">How many.</param>
        /// <param name="activationSeconds">When it comes into force, as above.</param>
        /// <param name="isTold">True if the sender is to be told when its moment has come.</param>
        /// <returns>A <see cref="TableResult"/>; unless Ok nothing has changed.</returns>
        public int GiveTable(int table, byte[] payload, int at, int count, int activationSeconds, bool isTold)
        {
            int result = Tables.Judge(table, payload, at, count);
            bool hasCome = schedule.HasCome(activationSeconds);
            byte[] command = isTold && isInCommand && !hasCome ? Outcomes.CommandFor(activationSeconds) : null;
            if (result == TableResult.Ok)
            {
                result = Tables.Get(table).Give(payload, at, count, activationSeconds, command);
            }
            if (result != TableResult.Ok)
            {
                return result;
            }
            Outcomes.Replaced(table, command != null);
            schedule.LookAgain();
            if (hasCome && isInCommand)
            {
                givenSeconds = activationSeconds > givenSeconds ? activationSeconds : givenSeconds;
            }
            else if (hasCome)
            {
                schedule.TakeGiven(activationSeconds);
            }
            return TableResult.Ok;
        }

        /// <summary>
        /// A command is about to run: what it gives for now comes into force when it has ended, all at once, so a change of
        /// tariff is billed once; what it gives for later is told to its sender.
        /// </summary>
        /// <param name="party">The slot of who sent it, 0 to 254.</param>
        /// <param name="messageCode">Its message code, of which the low octet is kept.</param>
        /// <param name="message">Holds its originator counter.</param>
        /// <param name="counterOffset">Where the counter's eight octets begin.</param>
        public void BeginCommand(int party, int messageCode, byte[] message, int counterOffset)
        {
            FollowRevert();
            isInCommand = true;
            givenSeconds = NothingGiven;
            Outcomes.BeginCommand(party, messageCode, message, counterOffset);
        }

        /// <summary>The command has run: what it gave for now comes into force.</summary>
        public void EndCommand()
        {
            isInCommand = false;
            if (givenSeconds != NothingGiven)
            {
                schedule.TakeGiven(givenSeconds);
            }
        }

        /// <summary>Sets one label; the others stay.</summary>
        /// <param name="at">Where it is in the table of <see cref="TextLabels"/>.</param>
        /// <param name="places">Its longest length, as that class says.</param>
        /// <param name="text">Holds it.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">How long it is, 0 for none.</param>
        /// <returns>A <see cref="TableResult"/>; unless Ok nothing has changed.</returns>
        public int SetLabel(int at, int places, byte[] text, int offset, int count)
        {
            byte[] octets = Tables.Buffer.Octets;
            int table = ConfigurationTable.HeaderLength;
            int length = TextLabels.LengthOf(Tariff.Shape);
            if (count < 0 || count > places || at < 0 || at + places > length)
            {
                return TableResult.BadForm;
            }
            ConfigurationTable labels = Tables.Get(TariffTable.Labels);
            // Those that the same command has just given are among the others.
            if ((labels.HasPassive ? labels.LoadPassive() : labels.LoadActive()) != length)
            {
                System.Array.Clear(octets, table, length);
            }
            System.Array.Clear(octets, table + at, places);
            System.Array.Copy(text, offset, octets, table + at, count);
            return GiveTable(TariffTable.Labels, octets, table, length, 0);
        }

        /// <summary>Switches the daily reset of the block counters on or off (ECS48); the billing calendar stays.</summary>
        /// <returns>A <see cref="TableResult"/>; unless Ok nothing has changed.</returns>
        public int SetDailyReset(bool isOn)
        {
            System.Array.Copy(billing, newBilling, newBilling.Length);
            newBilling[BillingCalendar.DailyResetAt] = (byte)(isOn ? 1 : 0);
            return GiveTable(TariffTable.Billing, newBilling, 0, newBilling.Length, 0);
        }

        /// <summary>Sets the billing calendar; whether the block counters are reset every day stays.</summary>
        /// <param name="startSeconds">The first date, seconds since 2000; it may have passed.</param>
        /// <param name="periodicity">One of <see cref="BillingCalendar"/>.</param>
        /// <returns>A <see cref="TableResult"/>; unless Ok nothing has changed.</returns>
        public int SetBillingCalendar(int startSeconds, int periodicity)
        {
            System.Array.Copy(billing, newBilling, newBilling.Length);
            Octets.SetInt32(newBilling, 0, startSeconds);
            newBilling[BillingCalendar.PeriodicityAt] = (byte)periodicity;
            return GiveTable(TariffTable.Billing, newBilling, 0, newBilling.Length, 0);
        }

        /// <summary>Cancels the table that waits.</summary>
        /// <returns>False if none waits.</returns>
        public bool CancelTable(int table)
        {
            schedule.LookAgain();
            Outcomes.Replaced(table, false);
            return Tables.Get(table).Cancel();
        }

        /// <summary>Sets Randomised Offset Limit (ECS38).</summary>
        /// <param name="seconds">0 to 1,799.</param>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public int SetRandomisedOffsetLimit(int seconds)
        {
            if (seconds < 0 || seconds >= HalfHourSeconds)
            {
                return TableResult.BadValue;
            }
            image.SetUInt16(RegisterLayout.RandomisedOffsetLimit, seconds);
            schedule.LookAgain();
            return TableResult.Ok;
        }

        /// <summary>Records a snapshot in the Billing Data Log for a reason outside the calendar.</summary>
        /// <param name="cause">A cause of <see cref="SnapshotLog"/>.</param>
        public void TakeBillingSnapshot(int cause)
        {
            BillingData.Add(ReadingSeconds, cause);
        }

        /// <summary>Begins a recording of the Network Data Log: its first six minutes begin now.</summary>
        /// <param name="samples">1 to 41.</param>
        /// <returns>False, and nothing changed, out of this range, on an ESME and while the time is unknown.</returns>
        public bool RecordNetworkData(int samples)
        {
            if (NetworkData == null || !MayReadHistory || !NetworkData.Start(samples, ReadingSeconds))
            {
                return false;
            }
            NetworkData.Record(consumption.Value);
            schedule.LookAgain();
            return true;
        }

        /// <summary>Tells the time. What fell due since the last telling is done, in its order.</summary>
        /// <param name="isKnown">Whether the UTC clock is known.</param>
        /// <param name="utcSeconds">Seconds since 2000-01-01T00:00:00Z, up to 2068; other times count as unknown.</param>
        public void Advance(bool isKnown, long utcSeconds)
        {
            FollowRevert();
            schedule.Advance(isKnown, utcSeconds);
        }

        /// <summary>
        /// True once after something fell due that must not happen again or must be on the flash before the next command: a
        /// half hour, a billing date, a table that came into force. The caller marks the image and commits it at once.
        /// </summary>
        public bool TakeCommitWanted()
        {
            return schedule.TakeCommitWanted();
        }

        /// <summary>Sets Randomised Offset Number, once, at manufacture.</summary>
        /// <param name="number">1 to 10,000.</param>
        /// <returns>False, and nothing changed, out of this range or when it is set already.</returns>
        public bool SetRandomisedOffsetNumber(int number)
        {
            if (number < 1 || number > 10000 || image.GetUInt16(RegisterLayout.RandomisedOffsetNumber) != 0)
            {
                return false;
            }
            image.SetUInt16(RegisterLayout.RandomisedOffsetNumber, number);
            schedule.LookAgain();
            return true;
        }

        /// <summary>The consumption of a day, Wh or litres.</summary>
        /// <param name="dayNumber">Days since 2000-01-01.</param>
        /// <returns>The consumption, or -1 for a day without data.</returns>
        public int GetDailyConsumption(int dayNumber)
        {
            return schedule.GetDailyConsumption(dayNumber);
        }

        private void FollowRevert()
        {
            if (image.Reverts != revertsSeen)
            {
                Reload();
            }
        }

        private void LoadGasFactors()
        {
            if (gas == null)
            {
                return;
            }
            if (Tables.Get(TariffTable.GasFactors).ReadActive(gasFactors, 0, gasFactors.Length))
            {
                gas.SetFactors(Octets.GetInt32(gasFactors, 0), Octets.GetInt32(gasFactors, 4));
            }
            else
            {
                gas.SetFactors(MeterParameters.DefaultConversionFactor, MeterParameters.DefaultCalorificValue);
            }
        }

        private void ReadOrClear(int table, byte[] octets, int count)
        {
            if (!Tables.Get(table).ReadActive(octets, 0, count))
            {
                System.Array.Clear(octets, 0, count);
            }
        }

        private void Count(int registerAt, long quantity)
        {
            Invariant.Require(quantity >= 0, "registers only grow");
            image.SetInt64(registerAt, image.GetInt64(registerAt) + quantity);
        }

        private int RegisterAt(int channel)
        {
            switch (channel)
            {
                case MeteringChannel.Import:
                    return ImageLayout.Consumption;
                case MeteringChannel.SecondaryImport:
                    return RegisterLayout.SecondaryImport;
                case MeteringChannel.ActiveExport:
                    return RegisterLayout.ActiveExport;
                case MeteringChannel.ReactiveExport:
                    return RegisterLayout.ReactiveExport;
                default:
                    return RegisterLayout.ReactiveImport;
            }
        }
    }
}
