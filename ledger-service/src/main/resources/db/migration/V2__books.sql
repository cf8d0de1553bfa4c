-- The chart of accounts, the journal and what is summed from it.

create table legal_entity (
  code     text primary key,
  name     text    not null,
  currency char(3) not null
);
insert into legal_entity values ('main', 'Main entity', 'EUR');

create table account (
  code    text primary key,
  name    text not null,
  type    text not null check (type in ('ASSET', 'LIABILITY', 'EQUITY', 'REVENUE', 'EXPENSE')),
  -- where the account stands in the profit and loss account; null for the balance sheet
  section text check (section in ('NET_REVENUE', 'COST_OF_SALES', 'OPERATING_EXPENSES')),
  check ((section is null) = (type in ('ASSET', 'LIABILITY', 'EQUITY')))
);
insert into account (code, name, type, section) values
  ('1100', 'Payment clearing',           'ASSET',     null),
  ('1200', 'Accounts receivable',        'ASSET',     null),
  ('1300', 'Inventory',                  'ASSET',     null),
  ('2000', 'Accounts payable',           'LIABILITY', null),
  ('2100', 'Goods received, not invoiced', 'LIABILITY', null),
  ('2200', 'Customer deposits',          'LIABILITY', null),
  ('2300', 'Refund liability',           'LIABILITY', null),
  ('2400', 'Tax payable',                'LIABILITY', null),
  ('3000', 'Opening balance equity',     'EQUITY',    null),
  ('4000', 'Product revenue',            'REVENUE',   'NET_REVENUE'),
  ('4100', 'Shipping revenue',           'REVENUE',   'NET_REVENUE'),
  ('4900', 'Sales returns',              'REVENUE',   'NET_REVENUE'),
  ('5000', 'Cost of goods sold',         'EXPENSE',   'COST_OF_SALES'),
  ('5100', 'Purchase price variance',    'EXPENSE',   'COST_OF_SALES'),
  ('5200', 'Inventory shrinkage',        'EXPENSE',   'COST_OF_SALES'),
  ('6000', 'Payment fees',               'EXPENSE',   'OPERATING_EXPENSES');

-- The end of each entity's hash chain. Its row lock orders the entries.
create table journal_chain (
  entity text primary key references legal_entity,
  number bigint not null,
  hash   text   not null
);
insert into journal_chain select code, 0, repeat('0', 64) from legal_entity;

create table journal_entry (
  entity        text        not null,
  number        bigint      not null check (number > 0),
  entry_id      uuid        not null unique,
  cause_type    text        not null,
  cause_id      text        not null,
  currency      char(3)     not null,
  order_id      text,
  effective_at  timestamptz not null,
  posted_at     timestamptz not null,
  rule_version  int         not null,
  fact_hash     text        not null,
  previous_hash text        not null,
  hash          text        not null,
  primary key (entity, number),
  unique (cause_id, cause_type)
);
create index journal_entry_order on journal_entry (order_id, number) where order_id is not null;

create table posting (
  entity       text        not null,
  number       bigint      not null,
  line         int         not null,
  account      text        not null,
  side         text        not null check (side in ('DEBIT', 'CREDIT')),
  amount_minor bigint      not null check (amount_minor > 0),
  currency     char(3)     not null,
  channel      text,
  effective_at timestamptz not null,
  primary key (entity, number, line)
);
create index posting_account on posting (account, number);
create index posting_effective on posting (effective_at);

create function journal_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only: % refused', tg_op using errcode = '42501';
end $$;
create trigger journal_entry_append_only before update or delete or truncate on journal_entry
  for each statement execute function journal_is_append_only();
create trigger posting_append_only before update or delete or truncate on posting
  for each statement execute function journal_is_append_only();

-- Turnover per account and month of the effective date (UTC). The channel is '' where there is none.
create table account_balance (
  entity       text    not null,
  account      text    not null references account,
  currency     char(3) not null,
  month        date    not null,
  channel      text    not null,
  debit_minor  bigint  not null,
  credit_minor bigint  not null,
  primary key (entity, account, currency, month, channel)
) with (fillfactor = 70);

-- What stock is worth: a projection of the stock streams.
create table stock_value (
  pool        text        not null,
  sku         text        not null,
  quantity    bigint      not null,
  value_minor bigint      not null,
  currency    char(3)     not null,
  version     bigint      not null,
  changed_at  timestamptz not null,
  primary key (pool, sku)
) with (fillfactor = 70);

-- What an order still owes and is still owed: a projection of the order streams.
create table order_balance (
  order_id         text    not null,
  currency         char(3) not null,
  channel          text,
  deposit_minor    bigint  not null,
  receivable_minor bigint  not null,
  primary key (order_id, currency)
) with (fillfactor = 70);
