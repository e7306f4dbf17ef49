// The browser asks the services themselves, so the page shows which of them answer.
const here = location.hostname;
const catalog = `http://${here}:8101`;
const orders = `http://${here}:8102`;
const money = (cents) => `${(cents / 100).toFixed(2)} €`;
const state = document.getElementById('state');

function row(text, right) {
  const item = document.createElement('li');
  const label = document.createElement('span');
  label.textContent = text;
  item.append(label, right);
  return item;
}

async function show() {
  try {
    const products = await (await fetch(`${catalog}/products`)).json();
    document.getElementById('products').replaceChildren(
      ...products.map((product) => {
        const buy = document.createElement('button');
        buy.textContent = `Buy for ${money(product.cents)}`;
        buy.onclick = () => fetch(`${orders}/orders`, { method: 'POST', body: product.name }).then(show);
        return row(product.name, buy);
      }),
    );
    const list = await (await fetch(`${orders}/orders`)).json();
    document.getElementById('orders').replaceChildren(
      ...list.reverse().map((order) => {
        const mark = document.createElement('span');
        mark.textContent = order.packed ? 'packed' : 'waiting for the packer';
        const item = row(`#${order.number} ${order.product}, ${money(order.cents)}`, mark);
        item.className = order.packed ? 'packed' : '';
        return item;
      }),
    );
    state.textContent = 'open';
  } catch {
    state.textContent = 'a service does not answer';
  }
}

show();
setInterval(show, 1000);
