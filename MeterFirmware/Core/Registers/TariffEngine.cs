using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// Puts every unit of one measuring element into exactly one register: that of the rate in force, or of the block that
    /// its counter has not yet left. What is consumed goes to the rate that was in force when it arrived; while the
    /// time is unknown that stays the last one known (rate 1 on a new meter). Allocates nothing.
    /// </summary>
    public sealed class TariffEngine
    {
        /// <summary>The largest quantity that is dealt with at once; more goes in pieces.</summary>
        public const int LargestStep = 1000000;

        private const int Millionths = 1000000;

        private readonly StateImage image;
        private readonly TariffShape shape;
        private readonly GasEnergy gas;
        private readonly int touAt;
        private readonly int rateAt;
        private readonly byte[] prices;
        private readonly byte[] thresholds;

        // What follows from the rate in force; kept so that a pulse costs a few reads only.
        private int column;
        private int registerAt;
        private long priceMillionths;

        /// <summary>Binds the engine to its registers.</summary>
        /// <param name="image">Holds them.</param>
        /// <param name="shape">How many there are.</param>
        /// <param name="gas">Converts volumes; null on an ESME.</param>
        /// <param name="touAt">Where the time-of-use registers begin in the image.</param>
        /// <param name="rateAt">Where the rate in force is in the image.</param>
        public TariffEngine(StateImage image, TariffShape shape, GasEnergy gas, int touAt, int rateAt)
        {
            this.image = image;
            this.shape = shape;
            this.gas = gas;
            this.touAt = touAt;
            this.rateAt = rateAt;
            prices = new byte[PriceTable.LengthOf(shape)];
            thresholds = new byte[ThresholdTable.LengthOf(shape)];
            Settle();
        }

        /// <summary>What the element has.</summary>
        public TariffShape Shape
        {
            get { return shape; }
        }

        /// <summary>The rate in force: 1 to Rates. Those after TouRegisters are the columns of the block tariff.</summary>
        public int Rate
        {
            get
            {
                if (shape.IsGas && thresholds[0] > 0)
                {
                    return shape.Rates;
                }
                int rate = image.GetByte(rateAt);
                return rate == 0 ? 1 : rate;
            }
        }

        /// <summary>The block in force, 1 to 4; 0 while the tariff has no blocks.</summary>
        public int Block
        {
            get { return column < 0 ? 0 : BlockOf(SumOfColumn()) + 1; }
        }

        /// <summary>Active Tariff Price (4.6.5.2, 5.7.5.5): millipence a kWh, rounded down.</summary>
        public int ActivePriceMillipencePerKwh
        {
            get { return (int)((column < 0 ? priceMillionths : PriceOfBlock(Block - 1)) / 1000); }
        }

        /// <summary>Takes the tables in force. Called at the start and after every change of one of them.</summary>
        /// <param name="priceTable">The prices; where there are none, all are zero.</param>
        /// <param name="thresholdTable">The thresholds, or null for an element without blocks.</param>
        public void Load(ConfigurationTable priceTable, ConfigurationTable thresholdTable)
        {
            if (!priceTable.ReadActive(prices, 0, prices.Length))
            {
                System.Array.Clear(prices, 0, prices.Length);
            }
            if (thresholdTable == null || !thresholdTable.ReadActive(thresholds, 0, thresholds.Length))
            {
                System.Array.Clear(thresholds, 0, thresholds.Length);
            }
            Settle();
        }

        /// <summary>Brings a rate into force.</summary>
        /// <param name="rate">1 to Rates.</param>
        public void SetRate(int rate)
        {
            if (rate != image.GetByte(rateAt))
            {
                image.SetByte(rateAt, rate);
                Settle();
            }
        }

        /// <summary>Follows the image after it was loaded or put back.</summary>
        public void Settle()
        {
            int rate = Rate;
            column = rate > shape.TouRegisters ? rate - shape.TouRegisters - 1 : -1;
            registerAt = touAt + shape.RegisterLength * (rate - 1);
            priceMillionths = column < 0 ? PriceTable.MillionthsPerWh(prices, 0, rate - 1, shape) : 0;
        }

        /// <summary>Takes what was consumed.</summary>
        /// <param name="quantity">Wh or litres, 0 or more.</param>
        public void Take(long quantity)
        {
            while (quantity > 0)
            {
                int step = quantity > LargestStep ? LargestStep : (int)quantity;
                if (column < 0)
                {
                    AddTo(registerAt, step);
                    Charge(gas == null ? step : gas.Convert(step), priceMillionths);
                }
                else
                {
                    step = TakeBlock(step);
                }
                quantity -= step;
            }
        }

        /// <summary>A register of the Tariff TOU Register Matrix: Wh (reduced to 32 bits) or litres.</summary>
        /// <param name="index">0 to TouRegisters - 1.</param>
        public long GetTou(int index)
        {
            Invariant.Require(index >= 0 && index < shape.TouRegisters, "a register that exists");
            return Read(touAt + shape.RegisterLength * index);
        }

        /// <summary>A register of the Tariff TOU Block Register Matrix, Wh reduced to 32 bits. ESME only.</summary>
        /// <param name="block">0 to 3.</param>
        /// <param name="tou">0 to 7.</param>
        public long GetBlockRegister(int block, int tou)
        {
            Invariant.Require(!shape.IsGas, "block registers are an ESME's");
            return Read(RegisterLayout.BlockRegisters + CellOf(block, tou));
        }

        /// <summary>A counter of the Tariff Block Counter Matrix: Wh, or litres on a GSME.</summary>
        /// <param name="block">0 to 3.</param>
        /// <param name="tou">0 to BlockTou - 1.</param>
        public long GetBlockCounter(int block, int tou)
        {
            return Read(RegisterLayout.BlockCounters + CellOf(block, tou));
        }

        /// <summary>Resets the block counters (ECS05, the end of a billing period, or of a day).</summary>
        public void ResetBlockCounters()
        {
            long cleared = image.GetInt64(RegisterLayout.CountersCleared);
            for (int block = 0; block < TariffShape.Blocks; block++)
            {
                for (int tou = 0; tou < shape.BlockTou; tou++)
                {
                    int at = RegisterLayout.BlockCounters + CellOf(block, tou);
                    cleared += Read(at);
                    AddTo(at, -Read(at));
                }
            }
            image.SetInt64(RegisterLayout.CountersCleared, cleared);
            image.SetInt64(RegisterLayout.BlockEnergy, 0);
        }

        /// <summary>Everything that the registers hold together; it equals the main register, on an ESME to 32 bits.</summary>
        public long SumOfRegisters()
        {
            long sum = shape.IsGas ? image.GetInt64(RegisterLayout.CountersCleared) : 0;
            for (int i = 0; i < shape.TouRegisters; i++)
            {
                sum += GetTou(i);
            }
            for (int block = 0; block < TariffShape.Blocks; block++)
            {
                for (int tou = 0; tou < shape.BlockTou; tou++)
                {
                    sum += shape.IsGas ? GetBlockCounter(block, tou) : GetBlockRegister(block, tou);
                }
            }
            return shape.IsGas ? sum : sum % 0x100000000L;
        }

        private int TakeBlock(int quantity)
        {
            long sum = SumOfColumn();
            int block = BlockOf(sum);
            int step = quantity;
            if (block < thresholds[0])
            {
                long room = ThresholdTable.ThresholdWh(thresholds, 0, column, block) - sum;
                step = gas != null ? gas.LitresUntil(room, quantity) : (room < quantity ? (int)room : quantity);
            }
            AddTo(RegisterLayout.BlockCounters + CellOf(block, column), step);
            int wh = step;
            if (gas != null)
            {
                wh = gas.Convert(step);
                image.SetInt64(RegisterLayout.BlockEnergy, image.GetInt64(RegisterLayout.BlockEnergy) + wh);
            }
            else
            {
                AddTo(RegisterLayout.BlockRegisters + CellOf(block, column), step);
            }
            Charge(wh, PriceOfBlock(block));
            return step;
        }

        // The first block whose threshold is not yet reached. The energy that counts is that of the period and column.
        private int BlockOf(long sum)
        {
            int block = 0;
            while (block < thresholds[0] && sum >= ThresholdTable.ThresholdWh(thresholds, 0, column, block))
            {
                block++;
            }
            return block;
        }

        private long SumOfColumn()
        {
            if (gas != null)
            {
                return image.GetInt64(RegisterLayout.BlockEnergy);
            }
            long sum = 0;
            for (int block = 0; block < TariffShape.Blocks; block++)
            {
                sum += Read(RegisterLayout.BlockCounters + CellOf(block, column));
            }
            return sum;
        }

        private long PriceOfBlock(int block)
        {
            return PriceTable.MillionthsPerWh(prices, 0, shape.TouRegisters + shape.BlockTou * block + column, shape);
        }

        private void Charge(int wh, long millionthsPerWh)
        {
            long cost = image.GetInt32(RegisterLayout.CostRemainder) + wh * millionthsPerWh;
            if (cost >= Millionths)
            {
                long whole = cost / Millionths;
                image.SetInt64(RegisterLayout.CostPending, image.GetInt64(RegisterLayout.CostPending) + whole);
                cost -= whole * Millionths;
            }
            image.SetInt32(RegisterLayout.CostRemainder, (int)cost);
        }

        private int CellOf(int block, int tou)
        {
            Invariant.Require(
                block >= 0 && block < TariffShape.Blocks && tou >= 0 && tou < shape.BlockTou,
                "a block register that exists"
            );
            return shape.RegisterLength * (shape.BlockTou * block + tou);
        }

        private long Read(int at)
        {
            return shape.IsGas ? image.GetInt64(at) : Octets.GetUInt32(image.Raw, at);
        }

        private void AddTo(int at, long quantity)
        {
            if (shape.IsGas)
            {
                image.SetInt64(at, image.GetInt64(at) + quantity);
            }
            else
            {
                // Stored in 32 bits, it wraps as the register that a message carries.
                image.SetInt32(at, (int)(image.GetInt32(at) + quantity));
            }
        }
    }
}
